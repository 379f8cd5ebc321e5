#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "commands.hpp"
#include "control/unix_address.hpp"
#include "output.hpp"
#include "secret_buffer.hpp"

namespace macsecctl {
namespace {

struct Options {
  std::string cipher_suite;
  std::size_t bits = 0;
  std::string cak_out;
};

// As long as the cipher suite's keys; the clouds want the CKN to be as long as the CAK.
std::size_t octets_wanted(const Options& options) {
  if (options.bits != 0) return options.bits / 8;
  return options.cipher_suite.ends_with("128") ? 16 : 32;
}

std::string_view digits_of(const Context& context) {
  const bool upper = !context.json && context.style.digits == HexCase::upper;
  return upper ? "0123456789ABCDEF" : "0123456789abcdef";
}

bool append_random_digits(SecretBuffer& to, std::size_t octets, std::string_view digits) {
  std::array<unsigned char, 32> random{};
  if (::getrandom(random.data(), octets, 0) != static_cast<ssize_t>(octets)) return false;
  for (std::size_t i = 0; i < octets; ++i) {
    to.append(digits.substr(random[i] >> 4, 1));
    to.append(digits.substr(random[i] & 15u, 1));
  }
  ::explicit_bzero(random.data(), random.size());
  return true;
}

// The file must be new: an old one may have other owners, permissions, or links.
Result<void> write_file(const std::string& path, const SecretBuffer& cak) {
  const macsec::UniqueFd file(
      ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
  const std::string_view digits = cak.expose();
  const bool written =
      file && ::fchmod(file.get(), 0600) == 0 &&
      ::write(file.get(), digits.data(), digits.size()) == static_cast<ssize_t>(digits.size()) &&
      ::write(file.get(), "\n", 1) == 1 && ::fsync(file.get()) == 0;
  if (written) return {};
  return Failure{macsec::system_error(Errc::illegal_param, "cannot write the CAK to " + path,
                                      "--cak-out needs a file that does not exist yet")};
}

// The one output that is no Value: a CAK never becomes a string or JSON object.
void print_pair(std::string_view ckn, const SecretBuffer& cak, bool json) {
  SecretBuffer line;
  line.append(json ? "{\"ckn\": \"" : "ckn ");
  line.append(ckn);
  line.append(json ? "\", \"cak\": \"" : "\ncak ");
  line.append(cak.expose());
  line.append(json ? "\"}\n" : "\n");
  write_out(line.expose());
}

Result<Value> run(const Options& options, const Context& context) {
  SecretBuffer name;
  SecretBuffer cak;
  const std::size_t octets = octets_wanted(options);
  const std::string_view digits = digits_of(context);
  if (!append_random_digits(name, octets, digits) || !append_random_digits(cak, octets, digits))
    return Failure{macsec::system_error(Errc::internal, "the system gives no random numbers")};
  const std::string ckn(name.expose());
  if (options.cak_out.empty()) {
    print_pair(ckn, cak, context.json);
    return Value{};
  }
  if (auto written = write_file(options.cak_out, cak); !written) return Failure{written.error()};
  return Value{Json{{"ckn", ckn}}, say("ckn " + ckn)};
}

}  // namespace

Action generate_key(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  auto* const suite =
      app.add_option("--cipher-suite", options->cipher_suite, "a key as long as this suite's")
          ->type_name("S")
          ->transform(CLI::detail::to_lower)
          ->check([](const std::string& s) {
            return s.ends_with("128") || s.ends_with("256") ? "" : s + " is no cipher suite";
          });
  app.add_option("--size", options->bits, "128 or 256 bits (default: 256)")
      ->type_name("BITS")
      ->check(CLI::IsMember({128, 256}))
      ->excludes(suite);
  app.add_option("--cak-out", options->cak_out,
                 "write the CAK to this new file, print only the CKN")
      ->type_name("FILE");
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace macsecctl
