#include <stdio.h>

int main(void)
{
	puts("lianxin " LX_VERSION);
	return 0;
}
