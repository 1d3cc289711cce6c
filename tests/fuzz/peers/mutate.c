/* mutate.c - the changes of mutate.h, for a program that does not include it */

#include "../mutate.h"
