#include "doc/docx_parts.h"

#include "doc/xml_text.h"

#define XML "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W_NS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006"
#define WORD_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

const char docx_types[] = XML
	"<Types xmlns=\"" PACKAGE "/content-types\">"
	"<Default Extension=\"rels\" "
	"ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
	"<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
	"<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE "document.main+xml\"/>"
	"<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD_TYPE "styles+xml\"/>"
	"<Override PartName=\"/word/settings.xml\" ContentType=\"" WORD_TYPE "settings+xml\"/>"
	"<Override PartName=\"/word/fontTable.xml\" ContentType=\"" WORD_TYPE "fontTable+xml\"/>"
	"<Override PartName=\"/word/footer1.xml\" ContentType=\"" WORD_TYPE "footer+xml\"/>"
	"<Override PartName=\"/word/footer2.xml\" ContentType=\"" WORD_TYPE "footer+xml\"/>"
	"<Override PartName=\"/docProps/core.xml\" "
	"ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";

const char docx_root_rels[] = XML
	"<Relationships xmlns=\"" PACKAGE "/relationships\">"
	"<Relationship Id=\"rId1\" Type=\"" OFFICE
	"/officeDocument\" Target=\"word/document.xml\"/>"
	"<Relationship Id=\"rId2\" Type=\"" PACKAGE
	"/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

const char docx_rels[] =
	XML "<Relationships xmlns=\"" PACKAGE "/relationships\">"
	    "<Relationship Id=\"rId1\" Type=\"" OFFICE "/styles\" Target=\"styles.xml\"/>"
	    "<Relationship Id=\"rId2\" Type=\"" OFFICE "/settings\" Target=\"settings.xml\"/>"
	    "<Relationship Id=\"rId3\" Type=\"" OFFICE "/footer\" Target=\"footer1.xml\"/>"
	    "<Relationship Id=\"rId4\" Type=\"" OFFICE "/footer\" Target=\"footer2.xml\"/>"
	    "<Relationship Id=\"rId5\" Type=\"" OFFICE "/fontTable\" Target=\"fontTable.xml\"/>"
	    "</Relationships>";

/* What to take where the official typeface is not installed. */
#define KIN(font, alt)                                                                             \
	"<w:font w:name=\"" font "\"><w:altName w:val=\"" alt "\"/><w:charset w:val=\"86\"/>"      \
	"<w:family w:val=\"auto\"/><w:pitch w:val=\"default\"/></w:font>"

const char docx_fonts[] =
	XML "<w:fonts " W_NS ">" KIN("方正小标宋简体", "华文中宋") KIN("仿宋_GB2312", "仿宋")
		KIN("楷体_GB2312", "楷体") KIN("黑体", "SimHei") KIN("宋体", "SimSun") "</w:fonts>";

const char docx_settings[] =
	XML "<w:settings " W_NS "><w:zoom w:percent=\"100\"/><w:evenAndOddHeaders/>"
	    "<w:drawingGridVerticalSpacing w:val=\"579\"/>"
	    "<w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat>"
	    "<w:compatSetting w:name=\"compatibilityMode\" "
	    "w:uri=\"http://schemas.microsoft.com/office/word\" "
	    "w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-US\" "
	    "w:eastAsia=\"zh-CN\"/></w:settings>";

/* --- styles --- */

#define FONT(f)                                                                                    \
	"<w:rFonts w:ascii=\"" f "\" w:hAnsi=\"" f "\" w:eastAsia=\"" f                            \
	"\" w:cs=\"Times New Roman\"/>"
#define SIZE(n) "<w:sz w:val=\"" n "\"/><w:szCs w:val=\"" n "\"/>" /* half points */
#define STYLE(id, name, ppr, rpr)                                                                  \
	"<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"" id                        \
	"\"><w:name w:val=\"" name "\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>" ppr      \
	"</w:pPr><w:rPr>" rpr "</w:rPr></w:style>"
#define HEADING(n, level, font)                                                                    \
	"<w:style w:type=\"paragraph\" w:styleId=\"Heading" n "\"><w:name w:val=\"heading " n      \
	"\"/><w:basedOn w:val=\"Normal\"/><w:next "                                                \
	"w:val=\"Body\"/><w:qFormat/><w:pPr><w:keepNext/><w:ind "                                  \
	"w:firstLineChars=\"200\" w:firstLine=\"632\"/><w:outlineLvl w:val=\"" level               \
	"\"/></w:pPr><w:rPr>" FONT(font) "</w:rPr></w:style>"
#define CENTRED "<w:jc w:val=\"center\"/>"

const char docx_styles[] = XML "<w:styles " W_NS "><w:docDefaults><w:rPrDefault><w:rPr>" FONT("仿宋"
											      "_GB2"
											      "312") "<w:spacing w:val=\"-4\"/>" SIZE(
	"32") "<w:lang w:val=\"en-US\" "
	      "w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
	      "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name "
	      "w:val=\"Normal\"/><w:qFormat/>"
	      "<w:pPr><w:widowControl w:val=\"0\"/><w:overflowPunct/>"
	      "<w:spacing w:line=\"579\" w:lineRule=\"exact\"/><w:jc "
	      "w:val=\"both\"/></w:pPr></w:style>"
	      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name "
	      "w:val=\"Normal Table\"/>"
	      "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>" STYLE(
		      "Body", "公文正文", "<w:ind w:firstLineChars=\"200\" w:firstLine=\"632\"/>",
		      "") HEADING("1", "0",
				  "黑体") HEADING("2", "1",
						  "楷体_GB2312") HEADING("3", "2",
									 "仿宋_GB2312") HEADING("4",
												"3",
												"仿"
												"宋"
												"_G"
												"B2"
												"31"
												"2")
		      STYLE("Organ", "发文机关标志",
			    "<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"1984\" "
			    "w:line=\"240\" w:lineRule=\"auto\"/>" CENTRED,
			    FONT("方正小标宋简体") "<w:color w:val=\"FF0000\"/>") STYLE("Number",
											"发文字号",
											"<w:pBdr><"
											"w:bottom "
											"w:val="
											"\"single\""
											" w:sz="
											"\"12\" "
											"w:space="
											"\"11\" "
											"w:color="
											"\"FF0000\""
											"/></"
											"w:pBdr>"
											"<w:tabs><"
											"w:tab "
											"w:val="
											"\"right\" "
											"w:pos="
											"\"8528\"/"
											"></w:tabs>"
											"<w:"
											"spacing "
											"w:before="
											"\"1158\" "
											"w:after="
											"\"1158\"/"
											">" CENTRED,
											"")
			      STYLE("PaperTitle", "公文标题",
				    "<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:spacing "
				    "w:after=\"579\" w:line=\"695\" w:lineRule=\"exact\"/>" CENTRED,
				    FONT("方正小标宋简体") SIZE(
					    "44")) STYLE("PaperSubtitle", "公文副标题",
							 "<w:spacing w:after=\"579\"/>" CENTRED,
							 FONT("楷体_GB2312")) STYLE("PaperQuote",
										    "引原文",
										    "<w:ind "
										    "w:left="
										    "\"632\" "
										    "w:right="
										    "\"632\"/>",
										    FONT("楷体_"
											 "GB2312")
											    SIZE("2"
												 "8"))
				      STYLE("Figures", "数据行", CENTRED, SIZE("24")) STYLE(
					      "Caption1", "表题", "<w:keepNext/>" CENTRED,
					      FONT("黑体") SIZE(
						      "28")) STYLE("TableText", "表文",
								   "<w:snapToGrid "
								   "w:val=\"0\"/><w:spacing "
								   "w:before=\"60\" w:after=\"60\" "
								   "w:line=\"360\" "
								   "w:lineRule=\"exact\"/>",
								   SIZE("24"))
					      STYLE("TableHead", "表头",
						    "<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:spacing "
						    "w:before=\"60\" w:after=\"60\" w:line=\"360\" "
						    "w:lineRule=\"exact\"/>" CENTRED,
						    FONT("黑体") SIZE(
							    "24")) STYLE("Sign", "署名",
									 "<w:keepLines/><w:jc "
									 "w:val=\"right\"/>",
									 "") STYLE("AnnexMark",
										   "附件标记",
										   "<w:keepNext/"
										   "><w:"
										   "pageBreakBefore"
										   "/>",
										   FONT("黑体"))
						      STYLE("Imprint", "版记",
							    "<w:snapToGrid w:val=\"0\"/><w:spacing "
							    "w:line=\"480\" w:lineRule=\"exact\"/>",
							    SIZE("28")) STYLE("Folio", "页码",
									      "<w:snapToGrid "
									      "w:val=\"0\"/"
									      "><w:spacing "
									      "w:line=\"360\" "
									      "w:lineRule="
									      "\"exact\"/>",
									      FONT("宋体")
										      SIZE("28"))
							      STYLE("FootLine", "页脚说明",
								    "<w:snapToGrid "
								    "w:val=\"0\"/><w:spacing "
								    "w:line=\"240\" "
								    "w:lineRule=\"exact\"/"
								    ">" CENTRED,
								    FONT("宋体") "<w:color "
										 "w:val=\"595959\"/"
										 ">" SIZE(
											 "16")) "</"
												"w:"
												"st"
												"yl"
												"es"
												">";

void docx_core(struct buf *b, const struct paper *p)
{
	buf_puts(b, XML "<cp:coreProperties xmlns:cp=\"" PACKAGE
			"/metadata/core-properties\" "
			"xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>");
	xml_puts(b, p->title);
	buf_puts(b, "</dc:title><dc:creator>");
	xml_puts(b, p->author ? p->author : p->sign_organ);
	buf_puts(b, "</dc:creator></cp:coreProperties>");
}

/* Odd pages: at the right, one character in; even pages: at the left (7.5). */
void docx_footer(struct buf *b, const struct paper *p, bool odd)
{
	buf_puts(b, XML "<w:ftr " W_NS ">");
	docx_open(b, "Folio",
		  odd ? "<w:ind w:right=\"280\"/><w:jc w:val=\"right\"/>"
		      : "<w:ind w:left=\"280\"/><w:jc w:val=\"left\"/>");
	docx_run(b, "— ", NULL);
	buf_puts(b, "<w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
	docx_run(b, " —", NULL);
	docx_close(b);
	if (!text_empty(p->foot))
		docx_para(b, "FootLine", NULL, p->foot);
	buf_puts(b, "</w:ftr>");
}
