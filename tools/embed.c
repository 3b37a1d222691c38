/*
 * embed: files become part of the program.
 *
 *   embed OUT.bin OUT.c FILE…
 *
 * OUT.bin holds each file as it is, as gzip and as brotli (both left out when
 * they save nothing); OUT.c holds a table of them and brings OUT.bin in with
 * .incbin, which costs no compile time. The first ten hex digits of SHA-256
 * stand in an asset's path, so that browsers may keep it for ever.
 */
#include "text.h"

#include <brotli/encode.h>
#include <openssl/sha.h>
#include <zlib.h>

struct span {
	size_t at, n;
};

struct asset {
	char name[64], path[96];
	const char *type;
	struct span raw, gzip, brotli;
};

static const char *type_of(const char *name)
{
	static const struct {
		const char *end, *type;
	} types[] = {
		{".css", "text/css; charset=utf-8"},
		{".js", "text/javascript; charset=utf-8"},
		{".svg", "image/svg+xml"},
		{".png", "image/png"},
		{".ico", "image/vnd.microsoft.icon"},
		{".webmanifest", "application/manifest+json"},
		{".txt", "text/plain; charset=utf-8"},
	};
	const char *dot = strrchr(name, '.');
	for (size_t i = 0; dot && i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(dot, types[i].end) == 0)
			return types[i].type;
	return NULL;
}

static struct span put_bytes(struct text *all, const void *p, size_t n)
{
	struct span s = {all->n, n};
	text_put(all, p, n);
	return s;
}

static struct span put_gzip(struct text *all, const struct text *in)
{
	z_stream z = {0};
	if (deflateInit2(&z, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	size_t room = deflateBound(&z, in->n) + 64;
	unsigned char *out = malloc(room);
	if (!out)
		abort();
	z.next_in = (unsigned char *)in->p;
	z.avail_in = (unsigned)in->n;
	z.next_out = out;
	z.avail_out = (unsigned)room;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		abort();
	struct span s = {0};
	if (z.total_out < in->n)
		s = put_bytes(all, out, z.total_out);
	deflateEnd(&z);
	free(out);
	return s;
}

static struct span put_brotli(struct text *all, const struct text *in)
{
	size_t n = BrotliEncoderMaxCompressedSize(in->n) + 64;
	unsigned char *out = malloc(n);
	if (!out || !BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT,
					   in->n, (const unsigned char *)in->p, &n, out))
		abort();
	struct span s = {0};
	if (n < in->n)
		s = put_bytes(all, out, n);
	free(out);
	return s;
}

/* "app.css" and its content give "/static/app.0123456789.css". */
static void name_asset(struct asset *a, const char *file, const struct text *in)
{
	unsigned char hash[SHA256_DIGEST_LENGTH];
	char hex[11];
	SHA256((const unsigned char *)in->p, in->n, hash);
	for (int i = 0; i < 5; i++)
		snprintf(hex + 2 * i, 3, "%02x", hash[i]);
	const char *base = path_base(file), *dot = strrchr(base, '.');
	snprintf(a->name, sizeof(a->name), "%s", base);
	snprintf(a->path, sizeof(a->path), "/static/%.*s.%s%s", (int)(dot - base), base, hex, dot);
	a->type = type_of(base);
}

static bool read_asset(struct asset *a, const char *file, struct text *all)
{
	struct text in = {0};
	const char *base = path_base(file);
	bool fine = type_of(base) && strlen(base) < sizeof(a->name) && file_read(file, &in);
	if (fine) {
		name_asset(a, file, &in);
		a->raw = put_bytes(all, in.p, in.n);
		a->gzip = put_gzip(all, &in);
		a->brotli = put_brotli(all, &in);
	} else {
		fprintf(stderr, "%s: can't be read or is of no known type\n", file);
	}
	text_free(&in);
	return fine;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(((const struct asset *)a)->name, ((const struct asset *)b)->name);
}

static void put_span(struct text *out, const char *name, struct span s)
{
	if (s.n)
		text_printf(out, "\t\t.%s = {asset_bytes + %zu, %zu},\n", name, s.at, s.n);
}

static void write_table(struct text *out, const char *blob, const struct asset *assets, size_t n)
{
	text_printf(out,
		    "/* Made by embed. */\n#include \"http/assets.h\"\n\n"
		    "__asm__(\".section .rodata\\n\"\n\t\".balign 16\\n\"\n"
		    "\t\".global asset_bytes\\n\"\n\t\".hidden asset_bytes\\n\"\n\t\"asset_bytes:\\n\"\n\t\".incbin \\\"%s\\\"\\n\"\n"
		    "\t\".byte 0\\n\"\n\t\".previous\\n\");\n\n"
		    "extern const char asset_bytes[] __attribute__((visibility(\"hidden\")));\n\n"
		    "const struct asset asset_table[] = {\n",
		    blob);
	for (size_t i = 0; i < n; i++) {
		const struct asset *a = &assets[i];
		text_printf(out, "\t{\n\t\t.name = \"%s\",\n\t\t.path = \"%s\",\n\t\t.type = \"%s\",\n", a->name,
			    a->path, a->type);
		put_span(out, "raw", a->raw);
		put_span(out, "gzip", a->gzip);
		put_span(out, "brotli", a->brotli);
		text_puts(out, "\t},\n");
	}
	text_printf(out, "};\n\nconst size_t asset_count = %zu;\n", n);
}

int main(int argc, char **argv)
{
	if (argc < 4) {
		fprintf(stderr, "usage: embed OUT.bin OUT.c FILE…\n");
		return 2;
	}
	size_t n = (size_t)argc - 3;
	struct asset *assets = calloc(n, sizeof(*assets));
	struct text all = {0}, table = {0};
	bool fine = assets != NULL;
	for (size_t i = 0; i < n && fine; i++)
		fine = read_asset(&assets[i], argv[i + 3], &all);
	if (fine) {
		qsort(assets, n, sizeof(*assets), by_name);
		write_table(&table, argv[1], assets, n);
		fine = file_write(argv[1], &all) && file_write(argv[2], &table);
	}
	text_free(&all);
	text_free(&table);
	free(assets);
	return fine ? 0 : 1;
}
