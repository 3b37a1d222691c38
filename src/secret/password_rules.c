#include "secret/password.h"

#include <ctype.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* Words that the commonest passwords are built around, in small letters. */
static const char *const common_words[] = {
	"password",  "passwd",	    "admin",	  "administrator", "welcome",	 "qwer",
	"qwert",     "qwerty",	    "qwertyuiop", "asdf",	   "asdfgh",	 "zxcv",
	"zxcvbn",    "qweasd",	    "qweasdzxc",  "qaz",	   "wsx",	 "qazwsx",
	"qazwsxedc", "abc",	    "abcd",	  "abcde",	   "abcdef",	 "qwe",
	"zxc",	     "asd",	    "root",	  "test",	   "user",	 "guest",
	"login",     "letmein",	    "iloveyou",	  "monkey",	   "dragon",	 "master",
	"sunshine",  "princess",    "football",	  "baseball",	   "superman",	 "batman",
	"shadow",    "michael",	    "charlie",	  "hello",	   "helloworld", "changeme",
	"secret",    "default",	    "system",	  "server",	   "oracle",	 "mysql",
	"huawei",    "china",	    "zhongguo",	  "beijing",	   "shanghai",	 "jiangsu",
	"nantong",   "woaini",	    "woaiwojia",  "wodemima",	   "mima",	 "nihao",
	"gonghui",   "zonggonghui", "lianxin",	  "danwei",	   "company",	 "office",
	"spring",    "summer",	    "autumn",	  "winter",	   "january",	 "monday",
	"friday",    "love",	    "woshi",	  "zhang",	   "wang",	 "chen",
};

/* Sequences of the keyboard and lucky numbers; any part of three or more counts. */
static const char *const common_runs[] = {
	"0123456789", "9876543210", "123123", "1qaz2wsx3edc4rfv", "1q2w3e4r5t6y", "1qazxsw2",
	"!@#$%^&*()", "147258369",  "520520", "5201314",	  "1314520",	  "147852369",
};

struct classes {
	bool capital, small, digit, other;
	bool control;
};

static struct classes classes_of(const char *password)
{
	struct classes k = {0};
	for (const char *p = password; *p; p++) {
		unsigned char c = (unsigned char)*p;
		if (c < 0x20 || c == 0x7f)
			k.control = true;
		else if (isupper(c))
			k.capital = true;
		else if (islower(c))
			k.small = true;
		else if (isdigit(c))
			k.digit = true;
		else
			k.other = true;
	}
	return k;
}

static char plain_letter(char c)
{
	static const char from[] = "@$!013457", to[] = "asioleast";
	const char *at = c ? strchr(from, c) : NULL;
	return at ? to[at - from] : (char)tolower((unsigned char)c);
}

/* "1qaz@WSX" is "qazwsx": the letters alone, Chinese characters too. */
static const char *letters_of(struct arena *a, const char *password)
{
	struct buf b = buf_in(a);
	for (const char *p = password; *p; p++)
		if (isalpha((unsigned char)*p) || (unsigned char)*p > 0x7f)
			buf_char(&b, (char)tolower((unsigned char)*p));
	return buf_text(&b);
}

/* "P@ssw0rd2024" is "password": without digits and signs at its end, look-alikes folded. */
static const char *folded_word(struct arena *a, const char *password)
{
	size_t n = strlen(password);
	while (n > 0 && !isalpha((unsigned char)password[n - 1]))
		n--;
	char *word = arena_strndup(a, password, n);
	for (char *p = word; *p; p++)
		*p = plain_letter(*p);
	return word;
}

static bool in_words(const char *word)
{
	for (size_t i = 0; i < sizeof(common_words) / sizeof(common_words[0]); i++)
		if (strcmp(common_words[i], word) == 0)
			return true;
	return false;
}

/* Length of the run ("1234", "!@#$", "aaa") that begins at p; 0 below three characters. */
static size_t run_length(const char *p)
{
	size_t best = 0;
	for (size_t i = 0; i < sizeof(common_runs) / sizeof(common_runs[0]); i++)
		for (const char *run = common_runs[i]; *run; run++) {
			size_t n = 0;
			while (run[n] && run[n] == tolower((unsigned char)p[n]))
				n++;
			best = n > best ? n : best;
		}
	size_t same = 1;
	while (p[same] && p[same] == p[0])
		same++;
	best = same > best ? same : best;
	return best >= 3 ? best : 0;
}

/* Characters of a password that are not part of a run or repetition. */
static size_t free_characters(const char *password)
{
	size_t n = 0;
	for (const char *p = password; *p;) {
		size_t run = run_length(p);
		n += run ? 0 : 1;
		p += run ? run : 1;
	}
	return n;
}

/* Too little of its own: a common word, or runs and repetitions with next to nothing else. */
static bool is_common(struct arena *a, const char *password)
{
	return in_words(letters_of(a, password)) || in_words(folded_word(a, password)) ||
	       free_characters(password) < 4;
}

/* Numbers shorter than 4 say too little to be forbidden. */
static bool contains(const char *password, const char *number)
{
	return !text_empty(number) && strlen(number) >= 4 && strcasestr(password, number);
}

static int class_count(struct classes k)
{
	return k.capital + k.small + k.digit + k.other;
}

const char *password_problem(struct arena *a, const char *password,
			     const struct password_owner *who)
{
	size_t n = utf8_count(password);
	size_t least = who->admin ? PASSWORD_MIN_ADMIN : PASSWORD_MIN;
	struct classes k = classes_of(password);
	if (n < least)
		return arena_printf(a, "密码至少 %zu 个字符，现在是 %zu 个。%s", least, n,
				    who->admin ? "管理员的密码要更长。" : "");
	if (n > PASSWORD_MAX)
		return arena_printf(a, "密码最多 %d 个字符。", PASSWORD_MAX);
	if (k.control || !utf8_valid(str_of(password)))
		return "密码里有无法识别的字符，请只用键盘上的字母、数字和符号。";
	if (class_count(k) < 3)
		return "密码要包含大写字母、小写字母、数字、符号中的至少三类，请再加一类。";
	if (contains(password, who->phone))
		return "密码里不能有自己的手机号，请换一个。";
	if (contains(password, who->staff_no))
		return "密码里不能有自己的工号，请换一个。";
	if (is_common(a, password))
		return "这个密码太常见，容易被猜到。请换一个，例如用几个不相关的词加数字和符号。";
	return NULL;
}
