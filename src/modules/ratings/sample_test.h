/* Who rates, and what is there to be rated: for the scenarios of this module. */
#ifndef LX_RATINGS_SAMPLE_TEST_H
#define LX_RATINGS_SAMPLE_TEST_H

#define CHAIR "13800000003"
#define CADRE "13800000004"
#define HANDLER "13800000005"
#define REP "13800000006"
#define WORKER "13800000007"

/* Raised, sorted, sent to the safety department, answered, signed by the chair. */
#define ANSWERED(key, author, mode)                                                                \
	{"raised", .as = author, .post = "/m/ask", .form = "mode=" mode "&kind=3&content=" key "号楼热水不够用，希望延长。", .want = 303, .keep = key}, \
	{"taken", .as = CADRE, .post = "/appeals/{" key "}/sort", .form = "kind=3&level=1", .want = 303}, \
	{"sent", .as = CADRE, .post = "/appeals/{" key "}/dispatch", .form = "unit=104", .want = 303},  \
	{"signed for", .as = HANDLER, .post = "/appeals/{" key "}/accept", .want = 303},                \
	{"answered", .as = HANDLER, .post = "/appeals/{" key "}/reply", .form = "reply=热水延长到零点。", .want = 303}, \
	{"signed", .as = CHAIR, .post = "/appeals/{" key "}/sign", .want = 303}

#endif
