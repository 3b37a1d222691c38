/*
 * lianxin plan parse FILE: a work plan (.txt, .md, .docx) printed as JSON.
 * A command gets the arguments behind its own name and returns the program's
 * exit code: 0 good, 1 refused, 2 bad use or input.
 */
#ifndef LX_CMD_PLAN_H
#define LX_CMD_PLAN_H

int cmd_plan(int argc, char **argv);

#endif
