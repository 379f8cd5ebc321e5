#include "soft_token.hpp"

#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace test {
namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
  ::chmod(file.c_str(), 0600);
}

const std::string tool =
    "pkcs11-tool --module " SOFTHSM2_MODULE " --token-label macsec --login --pin 1234";

}  // namespace

SoftToken::SoftToken() {
  const fs::path& directory = directory_.path();
  fs::create_directory(directory / "tokens");
  write(directory / "softhsm2.conf",
        "directories.tokendir = " + (directory / "tokens").string() + "\nlog.level = ERROR\n");
  run("softhsm2-util --init-token --free --label macsec --pin 1234 --so-pin 5678");
  write_pin("1234\n");
}

void SoftToken::run(const std::string& command) const {
  const fs::path& directory = directory_.path();
  const std::string all = "SOFTHSM2_CONF=" + (directory / "softhsm2.conf").string() + " " +
                          command + " >" + (directory / "log").string() + " 2>&1";
  if (std::system(all.c_str()) != 0) throw std::runtime_error("failed: " + all);
}

void SoftToken::write_pin(const std::string& pin) const { write(pin_file(), pin); }

void SoftToken::import_key(const std::string& label, const std::string& hex,
                           bool extractable) const {
  const std::string file = (directory_.path() / "cak").string();
  run("sh -c 'echo " + hex + " | xxd -r -p >" + file + "'");
  run(tool + " --write-object " + file +
      " --type secrkey --key-type AES:" + std::to_string(hex.size() / 2) +
      " --usage-sign --label " + label + (extractable ? " --extractable" : ""));
}

void SoftToken::generate_key(const std::string& label) const {
  run(tool + " --keygen --key-type AES:32 --sensitive --label " + label);
}

void SoftToken::set_user_pin(const std::string& from, const std::string& to) const {
  run("pkcs11-tool --module " SOFTHSM2_MODULE " --token-label macsec --login --pin " + from +
      " --change-pin --new-pin " + to);
}

void SoftToken::pull_out() const {
  fs::rename(directory_.path() / "tokens", directory_.path() / "pulled");
  fs::create_directory(directory_.path() / "tokens");
}

void SoftToken::plug_in() const {
  fs::remove_all(directory_.path() / "tokens");
  fs::rename(directory_.path() / "pulled", directory_.path() / "tokens");
}

std::size_t SoftToken::logins() const {
  std::error_code none;
  const auto size = fs::file_size(directory_.path() / "logins", none);
  return none ? 0 : size;
}

fs::path SoftToken::write_program(const std::string& script) const {
  const fs::path file = directory_.path() / "program";
  write(file, "#!/bin/bash\n" + script + "\n");
  ::chmod(file.c_str(), 0700);
  return file;
}

std::string SoftToken::uri(const std::string& module, const std::string& label) const {
  return "pkcs11:token=macsec;object=" + label + ";type=secret-key?module-path=" + module +
         "&pin-source=file:" + pin_file().string();
}

macsecd::token::WorkerProgram SoftToken::worker(const std::string& fault) const {
  return {TOKEN_WORKER,
          {"SOFTHSM2_CONF=" + (directory_.path() / "softhsm2.conf").string(), "FAULT=" + fault,
           "FAULT_COUNT=" + (directory_.path() / "logins").string()}};
}

}  // namespace test
