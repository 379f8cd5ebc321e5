#include "await.hpp"
#include "commands.hpp"
#include "common_options.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string name;
  bool secured = false;
  Waiting waiting;
};

}  // namespace

Action wait(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_name(app, options->name)->required();
  app.add_flag("--secured", options->secured, "until MKA has secured the link")->required();
  options->waiting.declare_timeout(app);
  return [options](Context& context) -> Result<Value> {
    auto client = context.connect();
    if (!client) return Failure{client.error()};
    auto connection =
        await(*client, options->name, "secured", options->waiting.limit(), is_secured);
    if (!connection) return Failure{connection.error()};
    return Value{Json{{"connection", *std::move(connection)}}, say(options->name + " is secured")};
  };
}

}  // namespace macsecctl
