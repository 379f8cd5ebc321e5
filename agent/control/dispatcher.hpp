// From a decoded call to the function that answers it. Unknown methods, callers without the right,
// and parameters that do not fit the interface description end here.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "control/audit_record.hpp"
#include "control/call_state.hpp"
#include "control/idl.hpp"
#include "control/server.hpp"

namespace macsec {

class Dispatcher {
 public:
  Dispatcher(Server::Log log, Audit audit);

  // The full name. Throws std::logic_error if no description has it.
  void on(const std::string& method, Server::Handler handler, Access access, Replies replies);
  void run(const std::shared_ptr<CallState>& call) const;

 private:
  struct Entry {
    Server::Handler handler{};
    Access access = Access::change;
    Replies replies = Replies::one;
    const idl::Interface* interface = nullptr;
    const idl::Method* description = nullptr;
  };

  void add_interface(std::string_view description);
  void add_service();
  void get_info(Call call) const;
  void describe(Call call) const;
  // Why the call does not reach its handler: the answer, as an error reply.
  std::optional<Json> obstacle(const CallState& call, const Entry& entry) const;
  void keep_record(CallState& call, const Entry& entry, bool refused) const;
  void refuse_unknown(CallState& call) const;
  void examine(const std::string& method, const Entry& entry, const Json& reply) const;

  std::map<std::string, idl::Interface, std::less<>> interfaces_;
  std::map<std::string, Entry, std::less<>> methods_;
  Server::Log log_;
  Audit audit_;
};

}  // namespace macsec
