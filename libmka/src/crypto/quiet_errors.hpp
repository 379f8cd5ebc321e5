// Keeps OpenSSL's error queue as it was: failures are told by return values here, and the queue
// belongs to whoever else uses OpenSSL in this thread.
#pragma once

#include <openssl/err.h>

namespace mka::crypto {

class QuietErrors {
 public:
  QuietErrors() { ERR_set_mark(); }
  ~QuietErrors() { ERR_pop_to_mark(); }
  QuietErrors(const QuietErrors&) = delete;
  QuietErrors& operator=(const QuietErrors&) = delete;
};

}  // namespace mka::crypto
