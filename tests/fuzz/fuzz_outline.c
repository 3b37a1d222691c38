/* Any bytes as a text file: decoded, parsed, and the outline checked for what must always hold. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "outline/outline.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const struct outline *o, struct str text)
{
	size_t before = 0;
	for (size_t i = 0; i < o->n_nodes; i++) {
		const struct outline_node *n = &o->nodes[i];
		if (n->level < 1 || n->level > 4 || n->from > n->to || n->to > text.n ||
		    n->from < before)
			abort();
		before = n->from;
	}
	json_t *json = outline_json(o);
	char *dump = json_dumps(json, 0); /* NULL when a string is not UTF-8 */
	if (!dump)
		abort();
	free(dump);
	json_decref(json);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(512 << 20);
	struct outline o;
	struct str text;
	const char *message = NULL;
	struct str bytes = {(const char *)data, size};
	if (outline_of_file(a, bytes, "plan.txt", &o, &text, &message))
		check(&o, text);
	else if (!message)
		abort();
	outline_parse(a, bytes, &o); /* also with broken bytes */
	check(&o, bytes);
	arena_free(a);
	return 0;
}
