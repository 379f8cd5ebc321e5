#include "commands.hpp"
#include "lag_options.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string lag;
  std::string connection;
};

}  // namespace

Action disassociate_connection_from_lag(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_lag_name(app, options->lag);
  add_member(app, options->connection);
  return [options](Context& context) -> Result<Value> {
    auto reply = context.call("DisassociateConnectionFromLag",
                              {{"lagName", options->lag}, {"connectionName", options->connection}});
    if (!reply) return Failure{reply.error()};
    return Value{*std::move(reply),
                 say(options->connection + " left LAG " + options->lag + "; it keeps its keys")};
  };
}

}  // namespace macsecctl
