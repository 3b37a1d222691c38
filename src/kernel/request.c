#include "kernel/request.h"

#include <string.h>

#include "base/fault.h"
#include "http/html.h"
#include "kernel/dispatch.h"
#include "kernel/event.h"
#include "kernel/page.h"

static const char *trimmed(const struct req *r, const char *value)
{
	return value ? event_plain(r->arena, str_dup(r->arena, str_trim(str_of(value)))) : "";
}

const char *form_get(const struct req *r, const char *name)
{
	return trimmed(r, pairs_get(&r->x->form, name));
}

const char *query_get(const struct req *r, const char *name)
{
	return trimmed(r, pairs_get(&r->x->query, name));
}

static int64_t number_or_zero(const char *s)
{
	int64_t v = 0;
	return str_int(str_of(s), &v) ? v : 0;
}

int64_t form_int(const struct req *r, const char *name)
{
	return number_or_zero(form_get(r, name));
}

int64_t query_int(const struct req *r, const char *name)
{
	return number_or_zero(query_get(r, name));
}

bool form_has(const struct req *r, const char *name)
{
	return pairs_get(&r->x->form, name) != NULL;
}

bool form_read(struct req *r, const struct record *record, void *row)
{
	r->problems.arena = r->arena;
	for (int i = 0; i < record->n_fields; i++) {
		const struct field *f = &record->fields[i];
		if (f->use & F_FORM)
			field_read(&r->problems, f, pairs_get(&r->x->form, f->name), row);
	}
	int64_t version = form_int(r, "_version");
	if (version)
		((struct head *)row)->version = version;
	return r->problems.n == 0;
}

bool is_script(const struct req *r)
{
	return pairs_get(&r->x->headers, "hx-request") != NULL;
}

void answer_status(struct req *r, int status)
{
	r->x->status = status;
	r->answered = true;
}

void answer_type(struct req *r, const char *type)
{
	r->x->type = arena_strdup(r->x->arena, type);
	r->answered = true;
}

static const char *title_of(int status)
{
	static const struct {
		int status;
		const char *title;
	} titles[] = {
		{400, "请求有误"}, {401, "请先登录"},   {403, "没有权限"},	 {404, "没有找到"}, {405, "不能这样操作"},
		{409, "暂不能办理"}, {413, "内容过大"}, {422, "请补充填写"}, {423, "已锁定"},
		{429, "操作过于频繁"}, {500, "系统出错"}, {503, "系统繁忙"}, {507, "存不下了"},
	};
	for (size_t i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (titles[i].status == status)
			return titles[i].title;
	return "不能办理";
}

/* A refusal that no page shows: its text goes to attempt(), or it is a timer's. */
static bool unseen(struct req *r, int status, const char *text)
{
	if (r->answered)
		fault("refused after an answer");
	if (!r->caught && !r->system)
		return false;
	if (r->caught)
		*r->caught = text;
	else
		r->x->status = status;
	r->answered = true;
	return true;
}

void refuse(struct req *r, int status, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = arena_vprintf(r->arena, format, args);
	va_end(args);
	if (!unseen(r, status, text))
		page_message(r, status, title_of(status), text);
}

void refuse_field(struct req *r, const char *field, const char *label, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = arena_vprintf(r->arena, format, args);
	va_end(args);
	if (unseen(r, 422, text))
		return;
	if (r->x->n_uploads)
		page_message(r, 422, title_of(422), text);
	else
		page_field_again(r, title_of(422), field, label, text);
}

const char *inside(const char *path, const char *otherwise)
{
	return path[0] == '/' && path[1] != '/' && path[1] != '\\' && !strpbrk(path, "\r\n\t") ? path : otherwise;
}

const char *link_to(struct req *r, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *s = arena_vprintf(r->arena, format, args);
	va_end(args);
	return s;
}

const char *base_address(struct req *r)
{
	const char *host = pairs_get(&r->x->headers, "host");
	if (r->app->base_url && *r->app->base_url)
		return r->app->base_url;
	return host ? arena_printf(r->arena, "http%s://%s", r->x->secure ? "s" : "", host) : "";
}

const char *attempt(struct req *r, bool (*run)(struct req *r, void *context), void *context)
{
	const char *why = NULL, **outer = r->caught;
	struct problems problems = r->problems;
	r->caught = &why;
	db_savepoint(r->db);
	bool good = run(r, context);
	if (!good)
		db_rollback_to(r->db);
	db_release(r->db);
	r->caught = outer;
	r->answered = false;
	r->problems = problems;
	return good ? NULL : why ? why : "没能办理。";
}

void see_other(struct req *r, const char *path)
{
	if (r->answered)
		fault("answered twice");
	r->answered = true;
	r->x->status = 303;
	answer_header(r->x, "Location", path);
}

void see_other_saying(struct req *r, const char *path, const char *notice)
{
	struct buf b = buf_in(r->arena);
	url_encode(&b, notice);
	answer_cookie(r->x, "lx_say", buf_text(&b), 60);
	see_other(r, path);
}

void answer_download(struct req *r, const char *path, bool temporary, const char *type, const char *name)
{
	struct buf b = buf_in(r->arena);
	buf_puts(&b, "attachment; filename*=UTF-8''");
	url_encode(&b, name);
	answer_header(r->x, "Content-Disposition", buf_text(&b));
	answer_type(r, type);
	r->x->file = arena_strdup(r->x->arena, path);
	r->x->file_temporary = temporary;
}

void if_taken_back(struct req *r, void (*run)(void *context), void *context)
{
	struct taken_back *t = NEW(r->x->arena, struct taken_back);
	*t = (struct taken_back){run, context, r->taken_back};
	r->taken_back = t;
}

void note(struct req *r, void (*run)(struct db *d, struct arena *a, void *context), void *context)
{
	struct later *l = NEW(r->arena, struct later);
	*l = (struct later){run, context, r->later};
	r->later = l;
}
