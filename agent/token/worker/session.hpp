// A session with the one token that a URI names, logged in; closed at the end of each request.
#pragma once

#include <p11-kit/p11-kit.h>

#include <optional>

#include "token/secrets.hpp"
#include "token/state.hpp"
#include "token/uri.hpp"
#include "token/worker/module.hpp"

namespace macsecd::token {

class Session {
 public:
  static Outcome<Session> open(const Modules& modules, const Uri& uri,
                               const std::optional<Pin>& pin, bool writable);
  Session(Session&& other) noexcept;
  Session& operator=(Session&&) = delete;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session();

  CK_FUNCTION_LIST& calls() const { return *calls_; }
  CK_SESSION_HANDLE handle() const { return handle_; }
  bool offers(CK_MECHANISM_TYPE mechanism) const;

 private:
  Session(CK_FUNCTION_LIST* calls, CK_SLOT_ID slot, CK_SESSION_HANDLE handle)
      : calls_(calls), slot_(slot), handle_(handle) {}
  std::optional<Trouble> log_in(const CK_TOKEN_INFO& token, const std::optional<Pin>& pin);

  CK_FUNCTION_LIST* calls_;
  CK_SLOT_ID slot_;
  CK_SESSION_HANDLE handle_;
};

// What a module's refusal means.
Trouble trouble_of(CK_RV rv, const char* call);

}  // namespace macsecd::token
