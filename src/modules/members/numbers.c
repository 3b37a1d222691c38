/* Identity papers: what their numbers say, and the key by which nobody is entered twice. */
#include <string.h>

#include "base/utf8.h"
#include "modules/members/moves.h"
#include "secret/secret.h"
#include "text/idcheck.h"

static bool after_gb11643(int64_t id_type)
{
	return id_type == ID_RESIDENT || id_type == ID_RESIDENCE || id_type == ID_FOREIGN;
}

/* Passports and travel permits: letters and digits, as printed. */
static const char *plain_paper(struct arena *a, const char *typed, struct paper *out)
{
	size_t n = 0, step;
	(void)a;
	for (struct str s = str_of(typed); s.n; s = str_skip(s, step)) {
		uint32_t c = utf8_fold(utf8_get(s, &step));
		if (c == ' ' || c == '-' || c == '(' || c == ')')
			continue;
		if (c >= 'a' && c <= 'z')
			c -= 'a' - 'A';
		if (!((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) || n == PAPER_CHARS)
			return "证件号码只有字母和数字，最多 20 位，请核对。";
		out->text[n++] = (char)c;
	}
	out->text[n] = '\0';
	if (n >= 5)
		return NULL;
	out->text[0] = '\0';
	return "证件号码太短，请核对证件种类和号码。";
}

const char *paper_read(struct arena *a, int64_t id_type, const char *typed, day today, struct paper *out)
{
	*out = (struct paper){0};
	if (text_empty(typed))
		return NULL;
	/* Old permits of permanent residence (15 characters, beginning with letters) are in use beside the new ones. */
	if (!after_gb11643(id_type) || (id_type == ID_FOREIGN && strlen(typed) < ID_CHARS))
		return plain_paper(a, typed, out);
	struct id_number id;
	const char *why = id_number_read(a, typed, today, &id);
	if (why)
		return why;
	memcpy(out->text, id.text, sizeof(id.text));
	out->birth = id.birth;
	out->sex = id.female ? 2 : 1;
	return NULL;
}

const char *paper_key(struct arena *a, const struct keyring *k, int64_t id_type, const char *number)
{
	if (text_empty(number))
		return "";
	return secret_number_hash(a, k, "member.paper", arena_printf(a, "%lld:%s", (long long)id_type, number));
}
