#include "agent_names.hpp"

#include <sys/time.h>

#include <algorithm>

#include "control/member.hpp"

namespace macsecctl {
namespace {

using macsec::member;
using macsec::text_member;

bool is_printable(const std::string& name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c != '\x7f'; });
}

void add_names(std::vector<std::string>& names, const Json& objects, const char* name) {
  for (const Json& object : objects)
    if (const auto text = text_member(object, name); text && is_printable(*text))
      names.push_back(*text);
}

Json asked(const Context& context, const char* method) {
  auto reply = context.call(method, Json::object());
  return reply ? *std::move(reply) : Json::object();
}

void add_connections(const Context& context, std::vector<std::string>& names) {
  add_names(names, member(asked(context, "DescribeConnections"), "connections"), "connectionName");
}

void add_lags(const Context& context, std::vector<std::string>& names) {
  add_names(names, member(asked(context, "DescribeLags"), "lags"), "lagName");
}

void add_secrets(const Context& context, std::vector<std::string>& names) {
  add_names(names, member(asked(context, "ListSecrets"), "secrets"), "secretName");
}

void add_ckns(const Context& context, const std::string& connection,
              std::vector<std::string>& names) {
  const Json reply = asked(context, "DescribeConnections");
  for (const Json& each : member(reply, "connections"))
    if (connection.empty() || text_member(each, "connectionName") == connection ||
        text_member(each, "lagName") == connection)
      add_names(names, member(each, "macSecKeys"), "ckn");
}

}  // namespace

std::vector<std::string> names_from_agent(const Context& context, Values kind,
                                          const std::string& connection) {
  std::vector<std::string> names;
  if (kind == Values::ckns) add_ckns(context, connection, names);
  if (kind == Values::secrets || kind == Values::secrets_and_connections)
    add_secrets(context, names);
  if (kind == Values::connections || kind == Values::connections_and_lags ||
      kind == Values::secrets_and_connections)
    add_connections(context, names);
  if (kind == Values::lags || kind == Values::connections_and_lags) add_lags(context, names);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

void end_after(std::chrono::milliseconds limit) {
  // SIGALRM ends a program that does not catch it.
  const itimerval once{
      .it_interval = {},
      .it_value = {.tv_sec = limit.count() / 1000, .tv_usec = limit.count() % 1000 * 1000}};
  ::setitimer(ITIMER_REAL, &once, nullptr);
}

}  // namespace macsecctl
