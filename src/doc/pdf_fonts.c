#include "doc/pdf_fonts.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>
#include <string.h>

/* In order of preference: the official typeface, its kin, a substitute of every Linux. */
static const struct {
	const char *families[16];
	bool bold; /* the substitutes (after NULL's mark "*") are drawn bold */
} wishes[FACES] = {
	[FACE_TITLE] = {{"方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S",
			 "FZXiaoBiaoSong-B05", "小标宋", "*", "Noto Serif CJK SC",
			 "Source Han Serif SC", "思源宋体", "SimSun", "Noto Sans CJK SC"},
			true},
	[FACE_BODY] = {{"仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK",
			"方正仿宋简体", "STFangsong", "*", "Noto Serif CJK SC",
			"Source Han Serif SC", "SimSun", "Noto Sans CJK SC"},
		       false},
	[FACE_HEI] = {{"黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "STHeiti", "*",
		       "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei",
		       "Noto Serif CJK SC"},
		      true},
	[FACE_KAI] = {{"楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK",
		       "方正楷体简体", "STKaiti", "AR PL UKai CN", "LXGW WenKai", "*",
		       "Noto Serif CJK SC", "Source Han Serif SC", "SimSun", "Noto Sans CJK SC"},
		      false},
};

/* Copies the name of a font that has 工 and, unless NULL, the family. */
static bool find_family(FcConfig *config, const char *family, char *out, size_t room)
{
	FcPattern *want = FcPatternCreate();
	FcCharSet *chars = FcCharSetCreate();
	FcObjectSet *ask = FcObjectSetBuild(FC_FAMILY, NULL);
	FcCharSetAddChar(chars, 0x5DE5);
	FcPatternAddCharSet(want, FC_CHARSET, chars);
	if (family)
		FcPatternAddString(want, FC_FAMILY, (const FcChar8 *)family);
	FcFontSet *found = FcFontList(config, want, ask);
	FcChar8 *name = NULL;
	bool good = found && found->nfont > 0 &&
		    FcPatternGetString(found->fonts[0], FC_FAMILY, 0, &name) == FcResultMatch;
	if (good)
		snprintf(out, room, "%s", family ? family : (const char *)name);
	if (found)
		FcFontSetDestroy(found);
	FcObjectSetDestroy(ask);
	FcCharSetDestroy(chars);
	FcPatternDestroy(want);
	return good;
}

static bool choose(struct pdf_fonts *f, FcConfig *config, enum typeface face)
{
	bool substitute = false;
	for (const char *const *family = wishes[face].families; *family; family++) {
		if (strcmp(*family, "*") == 0) {
			substitute = true;
		} else if (find_family(config, *family, f->face[face].family,
				       sizeof(f->face[face].family))) {
			f->face[face].bold = substitute && wishes[face].bold;
			return true;
		}
	}
	return find_family(config, NULL, f->face[face].family, sizeof(f->face[face].family));
}

struct pdf_fonts *pdf_fonts_open(const char *folder, const char **why)
{
	FcConfig *config = FcInitLoadConfigAndFonts();
	struct pdf_fonts *f = calloc(1, sizeof(*f));
	*why = "服务器没有中文字体，不能生成 PDF。请管理员安装 "
	       "fonts-noto-cjk，或把仿宋、黑体、楷体、小标宋的字体文件"
	       "放入字体文件夹后重启；也可以先下载 Word 文件。";
	bool good = config && f;
	if (good && folder)
		FcConfigAppFontAddDir(config, (const FcChar8 *)folder);
	for (int face = 0; good && face < FACES; face++)
		good = choose(f, config, face);
	if (good) {
		f->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
		pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(f->map), config);
		pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(f->map), 72);
		pthread_mutex_init(&f->lock, NULL);
		*why = NULL;
	}
	if (config)
		FcConfigDestroy(config); /* the map holds its own reference */
	if (good)
		return f;
	free(f);
	return NULL;
}

void pdf_fonts_close(struct pdf_fonts *f)
{
	if (!f)
		return;
	g_object_unref(f->map);
	pthread_mutex_destroy(&f->lock);
	free(f);
}

const char *pdf_fonts_family(const struct pdf_fonts *f, int typeface)
{
	return f->face[typeface].family;
}

PangoFontDescription *pdf_font(const struct pdf_fonts *f, enum typeface face, double size)
{
	PangoFontDescription *d = pango_font_description_new();
	pango_font_description_set_family(d, f->face[face].family);
	pango_font_description_set_absolute_size(d, size * PANGO_SCALE);
	if (f->face[face].bold)
		pango_font_description_set_weight(d, PANGO_WEIGHT_BOLD);
	return d;
}
