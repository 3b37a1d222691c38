#include "app/docs.h"

#include <string.h>

#include "kernel/app.h"
#include "kernel/rights.h"

static void rights(const struct app *app, struct buf *b)
{
	buf_puts(b, "# 权限矩阵\n\n由 `lianxin docs rights` 从权限表生成。没有列出的一律没有权限。\n"
		    "“本级”：任职的单位；“本级及下级”：还有它下面的全部单位；“本级及上级”：还有它上面各级单位的内容。\n"
		    "“收到它的工会”“从另一方领导它的工会”：某一份内容交给了这个工会，或它从行业、集团一方领导内容所属的工会，任职于那里的人同样有这项权限；“写明的责任人”：内容里写明的人，不论职务。\n");
	EACH_MODULE(app, m) {
		if (!m->rights || !m->rights->name)
			continue;
		buf_printf(b, "\n## %s\n\n| 权限 | 代号 | 范围 |", m->label);
		for (int role = 1; role < ROLE_COUNT; role++)
			buf_printf(b, " %s |", choice_label(role_choices, role));
		buf_puts(b, "\n| --- | --- | --- |");
		for (int role = 1; role < ROLE_COUNT; role++)
			buf_puts(b, " :-: |");
		buf_char(b, '\n');
		size_t n;
		struct right_row *rows = right_rows(b->arena, m->rights, &n);
		for (size_t i = 0; i < n; i++) {
			const struct right *x = rows[i].right;
			buf_printf(b, "| %s | %s | %s |", rows[i].first ? x->label : "",
				   rows[i].first ? arena_printf(b->arena, "`%s`", x->name) : "", rows[i].scope);
			for (int role = 1; role < ROLE_COUNT; role++)
				buf_printf(b, " %s |", rows[i].roles & BIT(role) ? "●" : "");
			buf_char(b, '\n');
		}
	}
}

static const char *who_may(const struct app *app, const struct route *t)
{
	if (t->right)
		return right_of(app, t->right)->label;
	return t->flags & ROUTE_PUBLIC ? "任何人" : "已登录";
}

static void routes(const struct app *app, struct buf *b)
{
	buf_puts(b, "# 地址\n\n由 `lianxin docs routes` 从地址表生成。\n");
	EACH_MODULE(app, m) {
		if (!m->routes || !m->routes->run)
			continue;
		buf_printf(b, "\n## %s\n\n| 方法 | 地址 | 用途 | 权限 |\n| --- | --- | --- | --- |\n", m->label);
		for (const struct route *t = m->routes; t->run; t++)
			buf_printf(b, "| %s | `%s` | %s | %s |\n", t->method == METHOD_POST ? "POST" : "GET", t->path,
				   t->help ? t->help : "", who_may(app, t));
	}
}

static void moves_of(const struct app *app, const struct flow *f, struct buf *b)
{
	const struct choice *states = record_field(f->record, "state")->choices;
	buf_printf(b, "\n## %s `%s`\n\n状态：", f->record->label, f->record->name);
	for (const struct choice *c = states; c->label; c++)
		buf_printf(b, "%s%s", c == states ? "" : "、", c->label);
	buf_puts(b, "。\n\n| 从 | 办理 | 到 | 权限 | 说明 |\n| --- | --- | --- | --- | --- |\n");
	for (const struct move *m = f->moves; m->verb; m++)
		buf_printf(b, "| %s | %s `%s` | %s | %s | %s%s%s |\n", m->from == ANY_STATE ? "任何状态" : choice_label(states, m->from),
			   m->label, m->verb, m->to == SAME_STATE ? "不变" : choice_label(states, m->to),
			   m->right ? right_of(app, m->right)->label : "系统到期办理", m->help ? m->help : "",
			   m->flags & MOVE_REASON ? "；要写理由" : "", m->flags & MOVE_FINAL ? "；不能撤销" : "");
}

static void flows(const struct app *app, struct buf *b)
{
	buf_puts(b, "# 状态与办理\n\n由 `lianxin docs flows` 从流程表生成。\n");
	EACH_MODULE(app, m)
		for (const struct flow *const *f = m->flows; f && *f; f++)
			moves_of(app, *f, b);
}

static void measures(const struct app *app, struct buf *b)
{
	static const char *const kinds[] = {"合计", "现有数", "去重数", "比率"};
	buf_puts(b, "# 指标\n\n由 `lianxin docs measures` 从指标表生成。\n\n| 指标 | 代号 | 单位 | 算法 | 口径 |\n| --- | --- | --- | --- | --- |\n");
	EACH_MODULE(app, m)
		for (const struct measure *x = m->measures; x && x->key; x++)
			buf_printf(b, "| %s | `%s` | %s | %s | %s |\n", x->label, x->key, x->unit_label ? x->unit_label : "",
				   kinds[x->kind], x->help ? x->help : "");
}

static const char *confidence(char c)
{
	return c == 'A' ? "已核对原文" : c == 'C' ? "系统约定" : "未核实";
}

static void policies(const struct app *app, struct buf *b)
{
	buf_puts(b, "# 规则数值\n\n由 `lianxin docs policies` 从规则表生成。标明可以另设的，单位主席可以为本单位和下级另设数值，最近的一级优先；没有默认值的，不设不能办理。\n\n"
		    "| 规则 | 代号 | 默认值 | 效力 | 单位另设 | 依据 | 核对 |\n| --- | --- | --- | --- | --- | --- | --- |\n");
	EACH_MODULE(app, m)
		for (const struct policy *x = m->policies; x && x->name; x++)
			buf_printf(b, "| %s | `%s` | %s | %s | %s | %s | %s |\n", x->label, x->name,
				   x->flags & POLICY_NO_DEFAULT ? "无" :
					arena_printf(b->arena, "%lld %s", (long long)x->value, x->unit_label ? x->unit_label : ""),
				   x->flags & POLICY_HARD ? "必须遵守" : "可写明理由突破", policy_by_unit(x) ? "可以" : "不可以",
				   x->source ? x->source : "",
				   confidence(x->confidence));
}

static const struct {
	const char *name;
	void (*write)(const struct app *app, struct buf *b);
} topics[] = {{"rights", rights}, {"routes", routes}, {"flows", flows}, {"measures", measures}, {"policies", policies}};

const char *const docs_topics[] = {"rights", "routes", "flows", "measures", "policies", NULL};

bool docs_write(const struct app *app, const char *topic, struct buf *out)
{
	for (size_t i = 0; i < sizeof(topics) / sizeof(topics[0]); i++)
		if (strcmp(topics[i].name, topic) == 0) {
			topics[i].write(app, out);
			return true;
		}
	return false;
}
