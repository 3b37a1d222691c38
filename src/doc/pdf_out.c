#include "doc/pdf_out.h"

#include <cairo-pdf.h>

#include "base/fault.h"
#include "doc/pdf_page.h"

enum { SCRATCH = 64 << 20 }; /* what one block may need while it is set */

#ifdef __SANITIZE_ADDRESS__
/* cairo 1.16 forgets 768 bytes for every CFF font of a document, fontconfig some of its rules,
 * once. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libcairo.so\nleak:libfontconfig.so\n";
}
#endif

static cairo_status_t write_bytes(void *out, const unsigned char *data, unsigned n)
{
	return fwrite(data, 1, n, out) == n ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static void set_properties(struct pen *p)
{
	const struct paper *paper = p->paper;
	const char *author = paper->author ? paper->author : paper->sign_organ;
	if (!text_empty(paper->title))
		cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, paper->title);
	if (!text_empty(author))
		cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_AUTHOR, author);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "Lianxin");
}

/* Sizes must not be rounded to pixels: there are none. */
static void set_context(struct pen *p)
{
	cairo_font_options_t *o = cairo_font_options_create();
	cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(p->set.context, o);
	pango_context_set_round_glyph_positions(p->set.context, FALSE);
	pango_context_set_language(p->set.context, pango_language_from_string("zh-cn"));
	cairo_font_options_destroy(o);
}

static void begin(struct pen *p, struct pdf_fonts *f, FILE *out)
{
	p->surface =
		cairo_pdf_surface_create_for_stream(write_bytes, out, SHEET_WIDTH, SHEET_HEIGHT);
	p->cr = cairo_create(p->surface);
	p->set.fonts = f;
	p->set.context = pango_font_map_create_context(f->map);
	p->page = 1;
	p->fresh = true;
	set_context(p);
	set_properties(p);
}

static void put_paper(struct pen *p, const void *nothing)
{
	const struct paper *paper = p->paper;
	(void)nothing;
	const struct paper_block *annexes = paper_annexes(paper);
	pdf_head(p);
	p->closing = pdf_end_height(p) > 0;
	pdf_body(p, paper->blocks, annexes);
	p->closing = false;
	pdf_end(p);
	pdf_body(p, annexes, NULL);
	pdf_imprint(p);
	pen_finish(p);
}

/* Frees what the libraries hold; false: some of it was not written. */
static bool end(struct pen *p, FILE *out)
{
	cairo_status_t drawn = cairo_status(p->cr);
	cairo_destroy(p->cr);
	cairo_surface_finish(p->surface);
	cairo_status_t written = cairo_surface_status(p->surface);
	cairo_surface_destroy(p->surface);
	g_object_unref(p->set.context);
	return drawn == CAIRO_STATUS_SUCCESS && written == CAIRO_STATUS_SUCCESS &&
	       fflush(out) == 0 && !ferror(out); /* cairo does not always tell of a failed write */
}

static bool draw(struct pdf_fonts *f, const struct paper *paper, void (*put)(struct pen *p, const void *context), const void *context,
		 FILE *out, const char **why)
{
	struct pen *volatile p = NEW(paper->arena, struct pen);
	struct guard g;
	volatile bool set = false;
	pthread_mutex_lock(&f->lock);
	p->paper = paper;
	p->set.arena = arena_new(SCRATCH);
	begin(p, f, out);
	if (GUARD(&g)) {
		put(p, context);
		set = true;
		guard_end(&g);
	}
	bool written = end(p, out);
	arena_free(p->set.arena);
	pthread_mutex_unlock(&f->lock);
	*why = !set ? "文件内容太长，排不了版，请减少内容后重试。"
	       : !written ? "PDF 没有写完整，可能是磁盘已满，请联系管理员清理后重试。"
			  : NULL;
	return set && written;
}

bool pdf_write(struct pdf_fonts *f, const struct paper *paper, FILE *out, const char **why)
{
	return draw(f, paper, put_paper, NULL, out, why);
}

struct poster_list {
	const struct poster *posters;
	size_t n;
};

static void put_posters(struct pen *p, const void *context)
{
	const struct poster_list *l = context;
	for (size_t i = 0; i < l->n; i++)
		pdf_poster(p, &l->posters[i]);
}

bool pdf_posters(struct pdf_fonts *f, const struct paper *paper, const struct poster *posters, size_t n, FILE *out, const char **why)
{
	struct poster_list l = {posters, n};
	return draw(f, paper, put_posters, &l, out, why);
}
