#include "await.hpp"

#include <thread>

#include "control/member.hpp"
#include "spelling.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::text_member;

// Short beside the 100 ms in which a link gets secured; a look costs the agent far less.
constexpr std::chrono::milliseconds pace(25);

std::string reasons_of(const Json& thing) {
  std::string words;
  for (const Json& reason : member(thing, "statusReasons"))
    words += "; " + text_member(reason, "code").value_or("?") + ": " +
             text_member(reason, "message").value_or("");
  return words;
}

std::string state_of(const Json& connection) {
  std::string words = "it is " + text_member(connection, "connectionState").value_or("?") + ", " +
                      (is_secured(connection) ? "secured" : "not secured") + reasons_of(connection);
  for (const Json& key : member(connection, "macSecKeys"))
    words += "; key " + text_member(key, "ckn").value_or("?") + " is " +
             text_member(key, "state").value_or("?") + reasons_of(key);
  return words;
}

// NAME, or a member of the LAG of that name.
std::string place(const std::string& name, const Json& connection) {
  const std::string one = text_member(connection, "connectionName").value_or(name);
  return one == name ? name : name + ": " + one;
}

// The first of them that has not reached it; null: they all have.
Result<Json> first_behind(const Json& all, const std::string& name, const std::string& what,
                          const Reached& reached) {
  for (const Json& connection : all) {
    if (is_down(connection))
      return Failure{
          Error{Errc::incorrect_status,
                place(name, connection) + ": it will not be " + what + ": the connection is down",
                "macsecctl up " + name}};
    const auto done = reached(connection);
    if (!done) return Failure{macsec::within(place(name, connection), done.error())};
    if (!*done) return connection;
  }
  return Json(nullptr);
}

}  // namespace

void Waiting::declare(CLI::App& app, const std::string& until) {
  auto* const flag = app.add_flag("--wait", wait, "wait until " + until);
  declare_timeout(app);
  app.get_option("--timeout")->needs(flag);
}

void Waiting::declare_timeout(CLI::App& app) {
  app.add_option("--timeout", timeout, "how long to wait (default: 30 s)")
      ->type_name("TIME")
      ->check(check_time);
}

std::chrono::seconds Waiting::limit() const { return *time_from(timeout); }

bool is_secured(const Json& connection) {
  return flag_member(member(connection, "mka"), "secured").value_or(false);
}

bool is_down(const Json& connection) { return text_member(connection, "adminState") == "down"; }

Result<Json> describe_all(Client& client, const std::string& name) {
  auto reply = client.call("DescribeConnections", {{"connectionName", name}});
  if (!reply) return Failure{reply.error()};
  const Json& all = member(*reply, "connections");
  if (!all.is_array() || all.empty())
    return Failure{Error{Errc::connection_not_found, "there is no connection " + name,
                         "macsecctl lists the connections"}};
  return all;
}

Result<Json> await(Client& client, const std::string& name, const std::string& what,
                   std::chrono::seconds timeout, const Reached& reached) {
  const auto deadline = std::chrono::steady_clock::now() + timeout;
  for (;;) {
    const auto all = describe_all(client, name);
    if (!all) return all;
    const auto behind = first_behind(*all, name, what, reached);
    if (!behind) return Failure{behind.error()};
    if (behind->is_null()) return all->front();
    if (std::chrono::steady_clock::now() >= deadline)
      return Failure{Error{Errc::timeout,
                           place(name, *behind) + ": not " + what + " within " +
                               std::to_string(timeout.count()) + " s: " + state_of(*behind),
                           "macsecctl show " + name + " tells more"}};
    std::this_thread::sleep_for(pace);
  }
}

}  // namespace macsecctl
