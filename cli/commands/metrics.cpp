#include <unistd.h>

#include "commands.hpp"
#include "control/member.hpp"
#include "metrics_file.hpp"
#include "metrics_http.hpp"
#include "output.hpp"

namespace macsecctl {
namespace {

Result<std::string> text_of_metrics(const Context& context) {
  const auto reply = context.call("Metrics", Json::object());
  if (!reply) return Failure{reply.error()};
  return macsec::text_member(*reply, "text").value_or("");
}

Result<Value> serve_one(const Context& context) {
  write_out(http_answer(read_request(STDIN_FILENO), [&] { return text_of_metrics(context); }));
  return Value{};
}

}  // namespace

Action metrics(CLI::App& app) {
  const auto file = std::make_shared<std::string>();
  const auto http = std::make_shared<bool>(false);
  auto* const to_file =
      app.add_option("--textfile", *file, "write them to this file, as a whole or not at all")
          ->type_name("FILE");
  app.add_flag("--http", *http, "answer one HTTP request on standard input, for a socket unit")
      ->excludes(to_file);
  return [file, http](Context& context) -> Result<Value> {
    if (*http) return serve_one(context);
    const auto text = text_of_metrics(context);
    if (!text) return Failure{text.error()};
    if (!file->empty()) {
      if (auto written = write_metrics_file(*file, *text); !written)
        return Failure{written.error()};
      return Value{Json{{"textfile", *file}},
                   [](const Json&, const Style&) { return std::string(); }};
    }
    return Value{Json{{"text", *text}}, [text = *text](const Json&, const Style&) { return text; }};
  };
}

}  // namespace macsecctl
