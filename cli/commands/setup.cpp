// The way from nothing to a secured link, step by step, with a person.
#include "await.hpp"
#include "cak_source.hpp"
#include "checks_text.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "confirm.hpp"
#include "control/member.hpp"
#include "fresh_pair.hpp"
#include "key_wait.hpp"
#include "output.hpp"
#include "question.hpp"
#include "warnings.hpp"

namespace macsecctl {
namespace {

using macsec::flag_member;
using macsec::member;
using macsec::text_member;

struct Plan {
  std::string interface;
  std::string name;
  std::string profile;
  std::string mode;
  std::string ckn;
  std::string file;  // with the CAK
  Waiting waiting;
};

void heading(const Context& context, const std::string& words) {
  write_out("\n" + context.style.paint(Colour::bold, words) + "\n");
}

Result<void> check(const Context& context, Plan& plan) {
  heading(context, "1. Is the interface ready?");
  if (plan.interface.empty()) plan.interface = asked("interface that leads to the other end");
  plan.profile = asked("whose end is the other one: generic, aws, ibm, alibaba", "generic");
  const auto reply =
      context.call("CheckInterface", {{"interface", plan.interface}, {"profile", plan.profile}});
  if (!reply) return Failure{reply.error()};
  write_out(check_lines(member(*reply, "checks"), context.style));
  const bool ready = flag_member(*reply, "ready").value_or(false);
  if (!ready && !is_confirmed("it is not ready; go on all the same"))
    throw CLI::RuntimeError(exit_failed);
  return {};
}

Result<void> create(const Context& context, Plan& plan) {
  heading(context, "2. The connection");
  plan.name = asked("its name", plan.interface);
  write_out(
      "must_encrypt: nothing passes unless it is protected\n"
      "should_encrypt: clear text passes while MACsec does not work\n");
  plan.mode = asked("mode", "must_encrypt");
  const auto reply = context.call("CreateConnection", {{"connectionName", plan.name},
                                                       {"interface", plan.interface},
                                                       {"profile", plan.profile},
                                                       {"encryptionMode", plan.mode}});
  if (!reply) return Failure{reply.error()};
  print_warnings(*reply);
  write_out(plan.name + ": addresses and routes belong to the device " +
            text_member(member(*reply, "connection"), "device").value_or("?") + "\n");
  return {};
}

Result<macsec::UniqueFd> pair(Plan& plan) {
  plan.ckn = asked("CKN of the pair that you have, or new", "new");
  if (plan.ckn != "new") {
    plan.file = asked("file with its CAK");
    return open_cak(plan.file, "");
  }
  FreshPair fresh;
  if (auto made = fresh.make(32, HexCase::lower); !made) return Failure{made.error()};
  plan.file = asked("new file for its CAK", plan.name + ".cak");
  if (auto written = fresh.write_to(plan.file); !written) return Failure{written.error()};
  plan.ckn = fresh.ckn;
  return fresh.sealed();
}

Result<void> associate(const Context& context, Plan& plan) {
  heading(context, "3. The key");
  const auto cak = pair(plan);
  if (!cak) return Failure{cak.error()};
  const int descriptor = cak->get();
  const auto reply = context.call(
      "AssociateKey", {{"connectionName", plan.name}, {"ckn", plan.ckn}, {"cakFileDescriptor", 0}},
      {&descriptor, 1});
  if (!reply) return Failure{reply.error()};
  print_warnings(*reply);
  return {};
}

void tell_other_end(const Context& context, const Plan& plan) {
  heading(context, "4. The other end needs the same pair");
  write_out("CKN " + plan.ckn + "\nCAK in the file " + plan.file +
            ": take it there by a safe way. If macsecd is there:\n"
            "  macsecctl create-connection NAME --interface IF --encryption-mode " +
            plan.mode + "\n  macsecctl associate-key NAME --ckn " + plan.ckn +
            " --cak-file FILE --wait\n"
            "Another router: cipher suite GCM-AES-XPN-256, algorithm AES_256_CMAC for a CAK of 64 "
            "digits\n");
}

Result<Value> wait(const Context& context, const Plan& plan) {
  heading(context, "5. Waiting for it; Ctrl-C ends the waiting, and nothing else");
  auto client = context.connect();
  if (!client) return Failure{client.error()};
  return await_key(*client, plan.name, plan.ckn, plan.waiting.limit());
}

Result<Value> run(Plan plan, const Context& context) {
  if (!is_asked() || context.json)
    return Failure{Error{Errc::illegal_param, "setup is a conversation with a person",
                         "in scripts: check, create-connection, associate-key --wait"}};
  for (const auto step : {check, create, associate})
    if (auto done = step(context, plan); !done) return Failure{done.error()};
  tell_other_end(context, plan);
  return wait(context, plan);
}

}  // namespace

Action setup(CLI::App& app) {
  const auto plan = std::make_shared<Plan>();
  plan->waiting.timeout = "1h";
  app.add_option("IF,--interface", plan->interface, "the Ethernet interface to secure")
      ->type_name("");
  plan->waiting.declare_timeout(app);
  return [plan](Context& context) { return run(*plan, context); };
}

}  // namespace macsecctl
