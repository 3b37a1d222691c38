/* Any bytes as a work point: every span lies in the text, in order, on characters. */
#include <stdint.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "text/wordhints.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_span(struct str text, struct text_span s, bool valid)
{
	if (s.at > text.n || s.n > text.n - s.at)
		abort();
	if (valid && !utf8_valid(span_text(text, s)))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new(1 << 26);
	struct str text = {(const char *)data, size < 8192 ? size : 8192};
	bool valid = utf8_valid(text);
	size_t end = 0;
	struct text_spans sentences = text_sentences(a, text);
	for (size_t i = 0; i < sentences.count; i++) {
		check_span(text, sentences.span[i], valid);
		if (sentences.span[i].n == 0 || sentences.span[i].at < end)
			abort();
		end = sentences.span[i].at + sentences.span[i].n;
	}
	struct task_hints tasks = text_tasks(a, text);
	for (size_t i = 0; i < tasks.count; i++) {
		check_span(text, tasks.hint[i].span, valid);
		if (!measure_hint_of(tasks.hint[i].measure) || utf8_count(tasks.hint[i].title) > 40)
			abort();
	}
	struct vague_hints vague = text_vague(a, text);
	for (size_t i = 0; i < vague.count; i++)
		check_span(text, vague.hint[i].span, valid);
	struct text_spans names = text_quoted(a, text);
	for (size_t i = 0; i < names.count; i++)
		check_span(text, names.span[i], valid);
	arena_free(a);
	return 0;
}
