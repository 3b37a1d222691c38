#include "doc/ooxml.h"

#include <stdlib.h>
#include <string.h>

enum { PIECE = 16384, RATIO_FLOOR = 16 << 20 };

bool pool_put(struct pool *b, const void *p, size_t n, size_t max)
{
	if (n > max || b->n > max - n)
		return false;
	if (b->n + n > b->room) {
		size_t room = b->room ? b->room * 2 : 4096;
		while (room < b->n + n)
			room *= 2;
		char *grown = realloc(b->p, room);
		if (!grown)
			return false;
		b->p = grown;
		b->room = room;
	}
	if (n > 0)
		memcpy(b->p + b->n, p, n);
	b->n += n;
	return true;
}

void pool_free(struct pool *b)
{
	free(b->p);
	*b = (struct pool){0};
}

void part_refuse(struct part *p, const char *why)
{
	if (!p->why)
		p->why = why;
	xmlStopParser(p->xml);
}

const char *part_attr(const xmlChar **attrs, int n_attrs, const char *name, size_t *n)
{
	for (int i = 0; i < n_attrs; i++) {
		if (strcmp((const char *)attrs[i * 5], name) == 0) {
			*n = (size_t)(attrs[i * 5 + 4] - attrs[i * 5 + 3]);
			return (const char *)attrs[i * 5 + 3];
		}
	}
	*n = 0;
	return NULL;
}

const char *part_attr_copy(const xmlChar **attrs, int n_attrs, const char *name, char *out,
			   size_t room)
{
	size_t n;
	const char *value = part_attr(attrs, n_attrs, name, &n);
	n = n < room ? n : room - 1;
	if (value)
		memcpy(out, value, n);
	out[n] = 0;
	return out;
}

/* --- what libxml2 calls --- */

static void on_open(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
		    int n_ns, const xmlChar **ns, int n_attrs, int n_defaulted,
		    const xmlChar **attrs)
{
	struct part *p = ctx;
	if (p->open && !p->why)
		p->open(p, (const char *)name, attrs, n_attrs);
}

static void on_close(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct part *p = ctx;
	if (p->close && !p->why)
		p->close(p, (const char *)name);
}

static void on_text(void *ctx, const xmlChar *text, int n)
{
	struct part *p = ctx;
	if (p->text && !p->why)
		p->text(p, (const char *)text, (size_t)n);
}

/* Office never writes a DTD; whoever does wants to play with entities. */
static void on_dtd(void *ctx, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	part_refuse(ctx, PART_BROKEN);
}

static void on_error(void *ctx, xmlErrorPtr error)
{
}

static xmlSAXHandler handler = {
	.initialized = XML_SAX2_MAGIC,
	.startElementNs = on_open,
	.endElementNs = on_close,
	.characters = on_text,
	.cdataBlock = on_text,
	.internalSubset = on_dtd,
	.serror = on_error,
};

bool part_open(struct part *p, zip_t *z, const char *name)
{
	zip_stat_t st;
	if (zip_stat(z, name, 0, &st) != 0 || !(st.valid & ZIP_STAT_COMP_SIZE))
		return false;
	p->packed = st.comp_size;
	p->unpacked = 0;
	p->file = zip_fopen(z, name, 0);
	if (!p->file)
		return false;
	p->xml = xmlCreatePushParserCtxt(&handler, p, NULL, 0, NULL);
	if (!p->xml) {
		part_close(p);
		return false;
	}
	xmlCtxtUseOptions(p->xml, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	return true;
}

static bool is_bomb(const struct part *p)
{
	if (p->unpacked > p->max_bytes)
		return true;
	return p->unpacked > RATIO_FLOOR && p->unpacked / (uint64_t)p->max_ratio > p->packed;
}

int part_feed(struct part *p)
{
	char piece[PIECE];
	zip_int64_t n = zip_fread(p->file, piece, sizeof(piece));
	if (n < 0)
		p->why = PART_BROKEN;
	p->unpacked += n > 0 ? (uint64_t)n : 0;
	if (!p->why && is_bomb(p))
		p->why = PART_TOO_BIG;
	if (p->why)
		return -1;
	int error = xmlParseChunk(p->xml, piece, (int)n, n == 0);
	if (!p->why && (error != XML_ERR_OK && !p->xml->wellFormed))
		p->why = PART_BROKEN;
	if (p->why)
		return -1;
	return n > 0;
}

bool part_run(struct part *p)
{
	int got;
	while ((got = part_feed(p)) > 0)
		;
	part_close(p);
	return got == 0;
}

void part_close(struct part *p)
{
	if (p->xml) {
		if (p->xml->myDoc)
			xmlFreeDoc(p->xml->myDoc);
		xmlFreeParserCtxt(p->xml);
	}
	if (p->file)
		zip_fclose(p->file);
	p->xml = NULL;
	p->file = NULL;
}
