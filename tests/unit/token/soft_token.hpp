// A SoftHSM token in a directory of its own, set up with the tools that its users have.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "token/worker_process.hpp"
#include "unit/agent/temporary_directory.hpp"

namespace test {

class SoftToken {
 public:
  // A token "macsec" whose PIN is 1234.
  SoftToken();

  // An AES key that is not extractable, made from these digits.
  void import_key(const std::string& label, const std::string& hex, bool extractable = false) const;
  // An AES-256 key made in the token that may encrypt and wrap.
  void generate_key(const std::string& label) const;
  // Pulled out, and plugged in again.
  void pull_out() const;
  void plug_in() const;
  void set_user_pin(const std::string& from, const std::string& to) const;

  // Of a key "uplink" in it, with the PIN from pin_file().
  std::string uri(const std::string& module = SOFTHSM2_MODULE,
                  const std::string& label = "uplink") const;
  std::filesystem::path pin_file() const { return directory_.path() / "pin"; }
  void write_pin(const std::string& pin) const;
  // The worker with this token, and a fault for the faulty module ("" for none).
  macsecd::token::WorkerProgram worker(const std::string& fault = {}) const;
  // Counted by the faulty module, with the fault "count".
  std::size_t logins() const;
  // A shell script in the worker's place: its standard input is the socket.
  std::filesystem::path write_program(const std::string& script) const;

 private:
  void run(const std::string& command) const;

  TemporaryDirectory directory_;
};

}  // namespace test
