/* 工会工作平台 · 渐进增强 ui.js
   只做四件事：外观偏好、表格与树的键盘和选择、表单反馈、可关闭的提示。
   没有脚本时，页面仍可阅读、提交。无行内事件，全部委托在 document 上。 */
(function () {
  'use strict';
  var D = document, R = D.documentElement;
  var $ = function (s, r) { return (r || D).querySelector(s); };
  var $$ = function (s, r) { return Array.prototype.slice.call((r || D).querySelectorAll(s)); };

  /* 外观：这里立刻换上，Cookie 由服务端写；没有脚本时按钮照常提交表单 */
  function save(k, v) {
    var body = new URLSearchParams();
    body.set(k, v);
    fetch('/preferences', { method: 'POST', body: body, redirect: 'manual', keepalive: true }).catch(function () { /* 断网：本页仍有效 */ });
  }
  function dark() { return R.dataset.theme === 'dark' || (R.dataset.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches); }
  function syncPrefs() {
    $$('[data-pref]').forEach(function (b) {
      b.setAttribute('aria-pressed', String(b.dataset.pref === 'size' ? R.dataset.size === 'elder' : dark()));
      if (b.dataset.pref === 'size' && $('span', b)) $('span', b).textContent = R.dataset.size === 'elder' ? '标准' : '大字';
    });
  }
  /* 提示：默认 6 秒消失；带撤销的停 10 秒，undo 是撤销表单的 id */
  function toast(text, undo) {
    var box = $('#toasts'), t = D.createElement('div');
    if (!box) return;
    t.className = 'toast';
    t.appendChild(D.createElement('span')).textContent = text;
    if (undo && D.getElementById(undo)) { var b = D.createElement('button'); b.type = 'button'; b.textContent = '撤销'; b.onclick = function () { D.getElementById(undo).submit(); }; t.appendChild(b); }
    box.appendChild(t);
    setTimeout(function () { t.remove(); }, undo ? 10000 : 6000);
  }
  window.toast = toast;

  /* 批量选择 */
  function batch(form) {
    var n = $$('tbody .cb:checked', form).length, all = $('[data-all]', form), bar = $('.batch', form), boxes = $$('tbody .cb', form);
    boxes.forEach(function (c) { c.closest('tr').classList.toggle('sel', c.checked); });
    if (bar) { bar.hidden = n === 0; $('[data-n]', bar).textContent = n; }
    if (all) { all.checked = n > 0 && n === boxes.length; all.indeterminate = n > 0 && n < boxes.length; }
  }

  /* 计划树 */
  var lv = function (r) { return +r.getAttribute('aria-level'); };
  function kids(row) { var out = [], r = row.nextElementSibling; while (r && lv(r) > lv(row)) { out.push(r); r = r.nextElementSibling; } return out; }
  function toggle(row, open) {
    if (!row.hasAttribute('aria-expanded')) return;
    row.setAttribute('aria-expanded', String(open));
    var hideBelow = 99;
    kids(row).forEach(function (k) {
      if (lv(k) <= hideBelow) hideBelow = 99;
      k.hidden = !open || lv(k) > hideBelow;
      if (!k.hidden && k.getAttribute('aria-expanded') === 'false') hideBelow = lv(k);
    });
  }
  function focusRow(r) { if (!r) return; $$('tr[tabindex="0"]', r.parentNode).forEach(function (x) { x.tabIndex = -1; }); r.tabIndex = 0; r.focus(); }
  function near(r, step) { do { r = step > 0 ? r.nextElementSibling : r.previousElementSibling; } while (r && r.hidden); return r; }

  D.addEventListener('click', function (e) {
    var t = e.target, b;
    if ((b = t.closest('[data-pref]'))) {
      e.preventDefault();
      if (b.dataset.pref === 'size') { var on = R.dataset.size !== 'elder'; if (on) R.dataset.size = 'elder'; else delete R.dataset.size; save('size', on ? 'elder' : 'normal'); }
      else { R.dataset.theme = dark() ? 'light' : 'dark'; save('theme', R.dataset.theme); D.dispatchEvent(new Event('themechange')); }
      syncPrefs();
    } else if ((b = t.closest('[data-nav] > summary'))) { // 记住展开了哪些菜单：点击之后才真正开合
      setTimeout(function () { save('nav', $$('[data-nav][open]').map(function (g) { return g.dataset.nav; }).join('') || '-'); }, 0);
    } else if ((b = t.closest('[data-pw]'))) {
      var i = D.getElementById(b.dataset.pw), show = i.type === 'password';
      i.type = show ? 'text' : 'password'; b.setAttribute('aria-pressed', String(show)); b.setAttribute('aria-label', show ? '隐藏密码' : '显示密码');
    } else if ((b = t.closest('.tw')) && b.closest('[data-treegrid]')) {
      var row = b.closest('tr'); toggle(row, row.getAttribute('aria-expanded') !== 'true');
    } else if ((b = t.closest('[data-tree]'))) {
      var g = $('[data-treegrid]'), open = b.dataset.tree === 'open';
      $$('tr[aria-expanded]', g).forEach(function (r) { toggle(r, open || lv(r) === 1); });
    } else if ((b = t.closest('[data-clear]'))) {
      var f = b.closest('form'); $$('tbody .cb', f).forEach(function (c) { c.checked = false; }); batch(f);
    } else if ((b = t.closest('[data-density]'))) {
      $$('[data-rows]').forEach(function (x) { x.classList.toggle('tbl-c', b.dataset.density === 'c'); });
      $$('[data-density]').forEach(function (x) { x.setAttribute('aria-pressed', String(x === b)); });
    } else if ((b = t.closest('[data-dialog]'))) {
      var dl = D.getElementById(b.dataset.dialog); if (dl && dl.showModal) { e.preventDefault(); dl.showModal(); }
    } else if ((b = t.closest('[data-close]'))) {
      var c = b.closest('dialog'); if (c) c.close();
    } else if ((b = t.closest('[data-toast]'))) {
      toast(b.dataset.toast);
    } else if ((b = t.closest('[data-print]'))) { window.print();
    } else if ((b = t.closest('.errsum a'))) {
      var el = D.getElementById(b.getAttribute('href').slice(1));
      if (el) { e.preventDefault(); el.focus({ preventScroll: true }); (el.closest('.field') || el).scrollIntoView({ block: 'center' }); }
    } else if ((b = t.closest('[data-pair]')) && !t.closest('select,input,button')) {
      pair(b);
    }
    $$('details.pop[open]').forEach(function (d) { if (!d.contains(t)) d.open = false; });
  });
  function pair(b) {
    $$('.hl.on,.node.on').forEach(function (x) { x.classList.remove('on'); });
    b.classList.add('on');
    var o = D.getElementById(b.dataset.pair), pane = o && o.closest('.pane'); if (o) o.classList.add('on');
    if (!pane || pane.scrollHeight <= pane.clientHeight) return; // 只滚那一栏：整页一动，正要点的按钮就跑了
    var r = o.getBoundingClientRect(), p = pane.getBoundingClientRect();
    if (r.top < p.top) pane.scrollTop += r.top - p.top - 8; else if (r.bottom > p.bottom) pane.scrollTop += Math.min(r.bottom - p.bottom, r.top - p.top) + 8;
  }
  D.addEventListener('focusin', function (e) { var n = e.target.closest('.node[data-pair]'); if (n && !n.classList.contains('on')) pair(n); });

  D.addEventListener('change', function (e) {
    var t = e.target, f;
    if (t.matches('.cb') && (f = t.closest('[data-batch]'))) { if (t.dataset.all !== undefined) $$('tbody .cb', f).forEach(function (c) { c.checked = t.checked; }); batch(f); }
    if (t.matches('.choice input')) $$('.choice').forEach(function (c) { c.classList.toggle('on', $('input', c).checked); });
  });
  D.addEventListener('input', function (e) {
    var t = e.target;
    if (t.dataset.count) { var c = D.getElementById((t.getAttribute('aria-describedby') || '').split(' ').pop()); if (c) c.textContent = t.value.length + ' / ' + t.dataset.count + ' 字'; }
    if (t.tagName === 'TEXTAREA') $$('[data-words]').forEach(function (w) { // 写到这些字样，求助的话立即显示
      w.hidden = !$$('textarea').some(function (x) { return w.dataset.words.split(' ').some(function (s) { return x.value.indexOf(s) >= 0; }); });
    });
    if (t.dataset.score) { // 滑块与数字框同步，合计只作提示，以服务端计算为准
      $$('[data-score="' + t.dataset.score + '"]').forEach(function (x) { if (x !== t) x.value = t.value; });
      var s = 0; $$('input[type=number][data-score]').forEach(function (x) { s += +x.value || 0; });
      $$('[data-total]').forEach(function (x) { x.textContent = s.toFixed(1); });
    }
  });
  D.addEventListener('keydown', function (e) {
    var r = e.target;
    if (e.key === '/' && !/INPUT|TEXTAREA|SELECT/.test(r.tagName)) { var q = $('#gq') || $('#q'); if (q) { e.preventDefault(); q.focus(); } }
    if (e.key === 'Escape') { if (location.hash === '#nav') location.hash = 'main'; $$('details.pop[open]').forEach(function (d) { d.open = false; }); }
    if (!r.matches || !r.matches('[data-treegrid] tr')) return;
    var k = e.key, open = r.getAttribute('aria-expanded');
    if (k === 'ArrowDown') focusRow(near(r, 1));
    else if (k === 'ArrowUp') focusRow(near(r, -1));
    else if (k === 'ArrowRight') { if (open === 'false') toggle(r, true); else if (open === 'true') focusRow(near(r, 1)); }
    else if (k === 'ArrowLeft') { if (open === 'true') toggle(r, false); else { var p = r.previousElementSibling; while (p && lv(p) >= lv(r)) p = p.previousElementSibling; focusRow(p); } }
    else if (k === 'Home') focusRow($('tr', r.parentNode));
    else if (k === 'End') { var a = $$('tr', r.parentNode).filter(function (x) { return !x.hidden; }); focusRow(a[a.length - 1]); }
    else if (k === 'Enter') { var l = $('a', r); if (l) l.click(); }
    else return;
    e.preventDefault();
  });

  /* 倒计时：以服务端给出的剩余秒数为准，只负责显示；局部更新后重新接上 */
  function countdown(root) { $$('[data-until]', root).forEach(function (el) {
    if (el.dataset.on) return; el.dataset.on = '1';
    var end = Date.now() + el.dataset.until * 1000;
    (function tick() {
      var s = Math.max(0, Math.round((end - Date.now()) / 1000)), m = Math.floor(s / 60);
      el.textContent = (m < 10 ? '0' : '') + m + ':' + (s % 60 < 10 ? '0' : '') + s % 60;
      if (s && el.isConnected) setTimeout(tick, 500);
    })();
  }); }
  countdown(D);
  ['htmx:afterSwap', 'htmx:after:swap'].forEach(function (n) { D.addEventListener(n, function () { countdown(D); $$('[data-batch]').forEach(batch); }); });
  $$('[data-clock]').forEach(function (el) { (function tick() { var d = new Date(); el.textContent = ('0' + d.getHours()).slice(-2) + ':' + ('0' + d.getMinutes()).slice(-2); setTimeout(tick, 10000); })(); });

  $$('[data-batch]').forEach(batch);
  $$('[data-treegrid] tr[data-closed]').forEach(function (r) { toggle(r, false); });
  $$('[data-flash]').forEach(function (el) { toast(el.dataset.flash, el.dataset.undo); });
  var es = $('[data-errsum]'); if (es) es.focus();
  syncPrefs();
})();
