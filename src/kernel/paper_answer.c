#include "kernel/paper_answer.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "doc/docx_out.h"
#include "doc/pdf_out.h"
#include "kernel/app.h"
#include "secret/token.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct pdf_fonts *fonts;

static struct pdf_fonts *paper_fonts(struct app *app, const char **why)
{
	pthread_mutex_lock(&lock);
	if (!fonts)
		fonts = pdf_fonts_open(app->fonts, why);
	pthread_mutex_unlock(&lock);
	return fonts;
}

__attribute__((destructor)) static void close_fonts(void)
{
	pdf_fonts_close(fonts);
	fonts = NULL;
}

const char *paper_format(const char *word, const char *name)
{
	size_t n = strlen(name);
	if (strncmp(word, name, n) != 0 || word[n] != '.')
		return NULL;
	return strcmp(word + n + 1, "docx") == 0 || strcmp(word + n + 1, "pdf") == 0 ? word + n + 1 : NULL;
}

/* The file is opened for what draws into it; posters NULL: the paper itself. */
static bool write_pdf(struct app *app, const struct paper *p, const struct poster *posters, size_t n, const char *path, const char **why)
{
	struct pdf_fonts *f = paper_fonts(app, why);
	FILE *out = f ? fopen(path, "wb") : NULL;
	if (!f)
		return false;
	if (!out) {
		*why = "服务器存不下这份文件，请通知系统管理员清理磁盘后再试。";
		return false;
	}
	bool good = posters ? pdf_posters(f, p, posters, n, out, why) : pdf_write(f, p, out, why);
	return fclose(out) == 0 && good;
}

bool paper_pdf(struct app *app, const struct paper *p, const char *path, const char **why)
{
	return write_pdf(app, p, NULL, 0, path, why);
}

static const char *print_file(struct req *r)
{
	return arena_printf(r->arena, "%s/tmp/print-%s", r->app->data, token_new(r->arena, 12));
}

void answer_posters(struct req *r, const char *title, const struct poster *posters, size_t n)
{
	const char *why = NULL, *path = print_file(r);
	struct paper *p = paper_report(r->arena, title, NULL);
	if (!write_pdf(r->app, p, posters, n, path, &why)) {
		unlink(path);
		refuse(r, 503, "%s", why ? why : "没有写成文件，请稍后再试。");
		return;
	}
	answer_download(r, path, true, "application/pdf", arena_printf(r->arena, "%s.pdf", title));
}

void answer_paper(struct req *r, const struct paper *p, const char *format, const char *name)
{
	static const char docx[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
	bool pdf = strcmp(format, "pdf") == 0;
	const char *why = NULL, *path = print_file(r);
	if (!(pdf ? paper_pdf(r->app, p, path, &why) : docx_write(p, path, &why))) {
		unlink(path);
		refuse(r, 503, "%s", why ? why : "没有写成文件，请稍后再试。");
		return;
	}
	answer_download(r, path, true, pdf ? "application/pdf" : docx, arena_printf(r->arena, "%s.%s", name, format));
}
