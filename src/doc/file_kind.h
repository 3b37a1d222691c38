/*
 * What a file is, by its bytes. The name and the type a browser sends are never
 * asked: an upload is stored and served as what it is found to be here.
 * Nothing in a file is believed: every length is checked, every search bounded.
 */
#ifndef LX_FILE_KIND_H
#define LX_FILE_KIND_H

#include <stdbool.h>
#include <stdio.h>

enum file_kind {
	FILE_OTHER, /* none of the below */
	FILE_PNG,
	FILE_JPEG,
	FILE_GIF,
	FILE_WEBP,
	FILE_HEIC, /* also AVIF: browsers of many phones cannot show it */
	FILE_PDF,
	FILE_DOCX,
	FILE_XLSX,
	FILE_PPTX,
	FILE_DOC,    /* also .wps */
	FILE_XLS,    /* also .et */
	FILE_PPT,    /* also .dps */
	FILE_OLE,    /* another OLE container */
	FILE_LOCKED, /* an Office file encrypted with a password */
	FILE_ZIP,
	FILE_MP4,    /* also .mov and .3gp */
	FILE_TEXT,   /* UTF-8, GBK/GB18030, or UTF-16 with a mark */
	FILE_MARKUP, /* text that begins like HTML, SVG or XML: can be active content */
	FILE_KINDS
};

struct file_look {
	enum file_kind kind;
	int width, height; /* of a picture as it is shown (turned upright); 0 unknown */
	bool macros;	   /* an Office file with program code inside */
};

struct file_type {
	const char *name; /* in Chinese: "Word 文档" */
	const char *mime;
	const char *ext; /* without the dot; "bin" when unknown */
	bool picture;	 /* a browser shows it in an <img> */
};

/* Reads at most about 200 KB from anywhere in `f`, a seekable file; the position is lost. */
struct file_look file_look(FILE *f);
const struct file_type *file_type(enum file_kind kind);

#endif
