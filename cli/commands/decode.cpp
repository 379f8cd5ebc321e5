#include "agent_judge.hpp"
#include "cak_source.hpp"
#include "capture/key_file.hpp"
#include "capture/report.hpp"
#include "commands.hpp"
#include "common_options.hpp"
#include "decode_text.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string file;
  std::string connection;
  std::string key_file;
  bool summary = false;
};

Result<capture::Judge> judge_of(const Options& options, const Context& context) {
  if (!options.connection.empty()) return agent_judge(context, options.connection);
  if (options.key_file.empty()) return capture::Judge(capture::no_judge);
  warn_if_others_may_read(options.key_file);
  auto keys = capture::KeyFile::read(options.key_file);
  if (!keys) return Failure{keys.error()};
  const auto kept = std::make_shared<const capture::KeyFile>(std::move(*keys));
  return capture::Judge([kept](const auto& frames) { return kept->judge(frames); });
}

Result<Value> run(const Options& options, const Context& context) {
  auto judge = judge_of(options, context);
  if (!judge) return Failure{judge.error()};
  const auto file = capture::read_capture(options.file);
  if (!file) return Failure{file.error()};
  auto report = capture::report(
      *file, *judge, options.summary ? capture::Detail::summary : capture::Detail::frames);
  if (!report) return Failure{report.error()};
  return Value{*std::move(report), decode_text};
}

}  // namespace

Action decode(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, "the capture, pcap or pcapng; -: standard input")
      ->type_name("")
      ->required();
  auto* const connection =
      app.add_option("--connection", options->connection,
                     "verify ICVs with the keys of this connection, which stay in the agent")
          ->type_name("NAME");
  app.add_option(
         "--key-file", options->key_file,
         "verify ICVs with the keys of this file: a CKN and a CAK per line, in hexadecimal; "
         "-: standard input")
      ->type_name("FILE")
      ->excludes(connection);
  app.add_flag("--summary", options->summary, "only what the frames tell together");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
