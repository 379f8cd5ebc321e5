#include "fresh_pair.hpp"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>

#include "cak_source.hpp"
#include "control/unix_address.hpp"
#include "output.hpp"

namespace macsecctl {
namespace {

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

}  // namespace

Result<void> FreshPair::make(std::size_t octets, HexCase hex) {
  const std::string_view digits = hex == HexCase::upper ? "0123456789ABCDEF" : "0123456789abcdef";
  SecretBuffer name;
  if (!append_random_digits(name, octets, digits) || !append_random_digits(cak, octets, digits))
    return Failure{macsec::system_error(Errc::internal, "the system gives no random numbers")};
  ckn = std::string(name.expose());
  return {};
}

Result<void> FreshPair::write_to(const std::string& path) const {
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
void FreshPair::print(bool json) const {
  SecretBuffer line;
  line.append(json ? "{\"ckn\": \"" : "ckn ");
  line.append(ckn);
  line.append(json ? "\", \"cak\": \"" : "\ncak ");
  line.append(cak.expose());
  line.append(json ? "\"}\n" : "\n");
  write_out(line.expose());
}

Result<macsec::UniqueFd> FreshPair::sealed() const { return seal(cak); }

}  // namespace macsecctl
