#include "base/hash.h"

int main(void) {
    hash_library_init();
    return 0;
}
