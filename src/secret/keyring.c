#include "secret/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "base/fault.h"

/*
 * The file is one line: "lianxin-key-1 KEYID HEX". The id is repeated there so
 * that a damaged key is found before it is used.
 */
#define KEY_MARK "lianxin-key-1"
enum { KEY_FILE_MAX = 256 };

_Static_assert(KEY_BYTES == crypto_kdf_KEYBYTES, "the master key is what crypto_kdf takes");
_Static_assert(KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES, "seal key");

/* Numbers are for ever: a sub-key is found by its number and context. */
enum { SUB_ID = 1, SUB_SEAL, SUB_NUMBER, SUB_CODE, SUB_SIGN };
static const char context[crypto_kdf_CONTEXTBYTES + 1] = "lianxin1";

void secret_init(void)
{
	if (sodium_init() < 0)
		fault("libsodium does not start");
}

static void derive(unsigned char *out, size_t n, int which, const unsigned char *master)
{
	crypto_kdf_derive_from_key(out, n, (uint64_t)which, context, master);
}

static void key_id(char id[KEY_ID_CHARS + 1], const unsigned char *master)
{
	unsigned char print[crypto_kdf_BYTES_MIN];
	derive(print, sizeof(print), SUB_ID, master);
	sodium_bin2hex(id, KEY_ID_CHARS + 1, print, KEY_ID_CHARS / 2);
}

static void keyring_fill(struct keyring *k, const unsigned char *master)
{
	key_id(k->id, master);
	derive(k->seal, sizeof(k->seal), SUB_SEAL, master);
	derive(k->number, sizeof(k->number), SUB_NUMBER, master);
	derive(k->code, sizeof(k->code), SUB_CODE, master);
	derive(k->sign, sizeof(k->sign), SUB_SIGN, master);
}

/* A rename or a new name is on disk only after its folder is. */
static bool sync_folder_of(struct arena *a, const char *path)
{
	char *folder = arena_strdup(a, path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder ? 1 : 0] = '\0';
	int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool ok = fsync(fd) == 0;
	return close(fd) == 0 && ok;
}

static bool write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return false;
		p += done;
		n -= (size_t)done;
	}
	return true;
}

/* Whole file under a passing name, then linked: never half a key under `path`. */
static bool store_line(struct arena *a, const char *path, const char *line)
{
	const char *passing = arena_printf(a, "%s.%ld.new", path, (long)getpid());
	int fd = open(passing, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	bool ok = fchmod(fd, 0600) == 0 && write_all(fd, line, strlen(line)) && fsync(fd) == 0;
	ok = close(fd) == 0 && ok;
	/* Another process may have been first: then its key is the key. */
	ok = ok && (link(passing, path) == 0 || errno == EEXIST);
	int saved = errno;
	unlink(passing);
	ok = ok && sync_folder_of(a, path);
	if (!ok && saved)
		errno = saved;
	return ok;
}

static const char *create_key(struct arena *a, const char *path)
{
	unsigned char master[KEY_BYTES];
	char id[KEY_ID_CHARS + 1], hex[KEY_BYTES * 2 + 1], line[KEY_FILE_MAX];
	crypto_kdf_keygen(master);
	key_id(id, master);
	sodium_bin2hex(hex, sizeof(hex), master, sizeof(master));
	snprintf(line, sizeof(line), KEY_MARK " %s %s\n", id, hex);
	bool ok = store_line(a, path, line);
	int saved = errno;
	sodium_memzero(master, sizeof(master));
	sodium_memzero(hex, sizeof(hex));
	sodium_memzero(line, sizeof(line));
	if (ok)
		return NULL;
	return arena_printf(a, "无法写入密钥文件 %s：%s。请检查所在目录的写权限和磁盘空间。", path,
			    strerror(saved));
}

static const char *mode_problem(struct arena *a, const char *path, const struct stat *st)
{
	if (!S_ISREG(st->st_mode))
		return arena_printf(a, "密钥文件 %s 不是普通文件。", path);
	if (st->st_mode & 077)
		return arena_printf(
			a,
			"密钥文件 %s 可被其他用户读写（权限 %04o）。请执行 chmod 600 %s 后再启动。",
			path, (unsigned)(st->st_mode & 07777), path);
	if (st->st_uid != geteuid() && geteuid() != 0)
		return arena_printf(a, "密钥文件 %s 不属于运行本程序的用户，请用 chown 改正。",
				    path);
	return NULL;
}

/* "MARK KEYID HEX" into the master key; the id must be the key's own. */
static bool parse_line(struct str line, unsigned char master[KEY_BYTES])
{
	struct str rest = str_trim(line);
	struct str mark = str_cut(&rest, ' ');
	struct str id = str_cut(&rest, ' ');
	char own[KEY_ID_CHARS + 1];
	size_t n = 0;
	if (!str_is(mark, KEY_MARK) || rest.n != KEY_BYTES * 2)
		return false;
	if (sodium_hex2bin(master, KEY_BYTES, rest.p, rest.n, NULL, &n, NULL) != 0 ||
	    n != KEY_BYTES)
		return false;
	key_id(own, master);
	return str_is(id, own);
}

static const char *load_key(struct arena *a, struct keyring *k, const char *path, int fd)
{
	struct stat st;
	char text[KEY_FILE_MAX];
	unsigned char master[KEY_BYTES];
	if (fstat(fd, &st) != 0)
		return arena_printf(a, "无法读取密钥文件 %s：%s。", path, strerror(errno));
	const char *problem = mode_problem(a, path, &st);
	if (problem)
		return problem;
	ssize_t n = read(fd, text, sizeof(text));
	if (n < 0)
		return arena_printf(a, "无法读取密钥文件 %s：%s。", path, strerror(errno));
	if (parse_line((struct str){text, (size_t)n}, master))
		keyring_fill(k, master);
	else
		problem = arena_printf(
			a, "密钥文件 %s 已损坏或不是本系统的密钥文件。请从密钥备份中恢复。", path);
	sodium_memzero(text, sizeof(text));
	sodium_memzero(master, sizeof(master));
	return problem;
}

const char *keyring_open(struct arena *a, struct keyring *k, const char *path, bool create)
{
	secret_init();
	memset(k, 0, sizeof(*k));
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 && errno == ENOENT && create) {
		const char *problem = create_key(a, path);
		if (problem)
			return problem;
		fd = open(path, O_RDONLY | O_CLOEXEC);
	}
	if (fd < 0)
		return arena_printf(a,
				    "打不开密钥文件 %s：%s。没有它，已加密的证件号等内容无法读取。",
				    path, strerror(errno));
	const char *problem = load_key(a, k, path, fd);
	close(fd);
	return problem;
}

void keyring_wipe(struct keyring *k)
{
	sodium_memzero(k, sizeof(*k));
}
