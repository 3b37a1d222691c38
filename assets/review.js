/* 核对提纲：自动保存、快捷键、记住滚动位置。没有脚本时，按钮照样能用。 */
(function () {
  'use strict';
  var D = document, F = D.querySelector('[data-review]');
  if (!F) return;
  var busy = false, again = false, dirty = false, leaving = false;
  var status = F.querySelector('[data-saved]');
  var key = 'review' + location.pathname;

  function once() { var a = new Uint8Array(12), s = ''; crypto.getRandomValues(a); a.forEach(function (x) { s += ('0' + x.toString(16)).slice(-2); }); return s; }
  function say(text) { if (status) status.textContent = text; }

  /* 自动保存：只交改过的一格所在的表单，回来的是各条的新版本号 */
  function save() {
    if (leaving) return;
    if (busy) { again = true; return; }
    busy = true; dirty = false;
    var data = new FormData(F);
    data.set('_once', once()); data.set('act', 'save');
    say('正在保存');
    fetch(F.action, { method: 'POST', body: new URLSearchParams(data), headers: { 'HX-Request': 'true' }, credentials: 'same-origin' }).then(function (r) {
      return r.text().then(function (t) {
        if (!r.ok || t.slice(-6) !== 'saved\n') { dirty = true; say(r.status === 409 ? '没有保存：别人刚改过，请刷新页面' : '没有保存，请点“保存修改”看原因'); return; }
        t.split('\n').forEach(function (line) { var p = line.split(' '), i = p.length === 2 && F.elements[p[0]]; if (i) i.value = p[1]; });
        say('已保存');
      });
    }).catch(function () { dirty = true; say('网络不通，还没有保存'); }).then(function () { busy = false; if (again) { again = false; save(); } });
  }
  F.addEventListener('input', function (e) { if (e.target.name && !/^n[tm]$/.test(e.target.name)) dirty = true; });
  F.addEventListener('change', function (e) {
    var n = e.target.name || '';
    if (/^n[tm]$/.test(n)) return;
    if (/^l-/.test(n)) press('at:' + n.slice(2)); else save();
  });

  /* 像按了那个按钮一样提交；记下两栏滚到哪里、光标在哪一格 */
  function press(act) {
    var b = D.createElement('button');
    b.name = 'act'; b.value = act; b.hidden = true;
    F.appendChild(b); b.click();
  }
  F.addEventListener('submit', function (e) {
    if (busy) { e.preventDefault(); var s = e.submitter; again = false; setTimeout(function () { F.requestSubmit ? F.requestSubmit(s) : F.submit(); }, 100); return; }
    leaving = true;
    var at = { y: window.scrollY };
    F.querySelectorAll('[data-pane]').forEach(function (p) { at[p.dataset.pane] = p.scrollTop; });
    var f = D.activeElement; if (f && f.id) at.focus = f.id;
    sessionStorage.setItem(key, JSON.stringify(at));
  });
  window.addEventListener('beforeunload', function (e) { if (dirty && !leaving) { e.preventDefault(); e.returnValue = ''; } });

  var was = sessionStorage.getItem(key);
  if (was) {
    sessionStorage.removeItem(key);
    try { was = JSON.parse(was); } catch (x) { was = {}; }
    F.querySelectorAll('[data-pane]').forEach(function (p) { p.scrollTop = was[p.dataset.pane] || 0; });
    if (!location.hash) window.scrollTo(0, was.y || 0);
  }
  /* 浏览器跳到 # 处时会清掉光标，所以等页面载完再放回去 */
  window.addEventListener('load', function () { setTimeout(function () {
    var now = location.hash && D.getElementById(location.hash.slice(1));
    if (!now || !now.dataset.node) return;
    var last = was && was.focus && D.getElementById(was.focus);
    (last && now.contains(last) ? last : D.getElementById('t-' + now.dataset.node)).focus({ preventScroll: true });
    now.scrollIntoView({ block: 'nearest' });
  }, 0); });

  /* 快捷键：对光标所在的一条 */
  function node() { var a = D.activeElement && D.activeElement.closest('[data-node]'); return a || F.querySelector('.node.on'); }
  function to(li) { if (li) { var i = D.getElementById('t-' + li.dataset.node); i.focus(); li.scrollIntoView({ block: 'nearest' }); } }
  function level(li, step) {
    var s = D.getElementById('l-' + li.dataset.node), v = +s.value + step;
    if (v < 1 || v > 4) return;
    s.value = String(v); press('at:' + li.dataset.node);
  }
  D.addEventListener('keydown', function (e) {
    var li = node(), k = e.key;
    if (!e.altKey || e.ctrlKey || e.metaKey) return;
    if (e.code === 'KeyZ') { e.preventDefault(); var u = F.querySelector('button[value="undo"]'); if (u) u.click(); return; }
    if (!li) { if (e.code === 'KeyJ') { e.preventDefault(); to(F.querySelector('[data-node]')); } return; }
    var id = li.dataset.node;
    if (k === 'ArrowUp') press('up:' + id);
    else if (k === 'ArrowDown') press('down:' + id);
    else if (k === 'ArrowLeft') level(li, -1);
    else if (k === 'ArrowRight') level(li, 1);
    else if (e.code === 'KeyJ') to(li.nextElementSibling);
    else if (e.code === 'KeyK') to(li.previousElementSibling);
    else if (e.code === 'KeyO') press('open:' + id);
    else if (e.code === 'KeyM') press('merge:' + id);
    else if (e.code === 'KeyX') press('drop:' + id);
    else if (e.code === 'KeyN') press('add:' + id);
    else return;
    e.preventDefault();
  });
})();
