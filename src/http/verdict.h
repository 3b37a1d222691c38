/* What reading a request found: nothing wrong, or the status and the words of the refusal. */
#ifndef LX_HTTP_VERDICT_H
#define LX_HTTP_VERDICT_H

struct verdict {
	int status; /* 0: nothing wrong */
	const char *why; /* for the user, in Chinese; lives for ever */
};

#define VERDICT_FINE ((struct verdict){0, NULL})

#endif
