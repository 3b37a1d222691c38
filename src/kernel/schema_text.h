/* kernel/schema.sql as a text; made by the build. */
#ifndef LX_SCHEMA_TEXT_H
#define LX_SCHEMA_TEXT_H

extern const char kernel_schema[];

#endif
