// Looks for key octets in the memory of a process and in files: raw, in hexadecimal, in base64, and in
// base64 of the hexadecimal.
//
//   key-search [--at-exit] [--pid PID] [--pair NAME CKN CAK]... [--key NAME HEX]... [FILE...]
//
// --at-exit: ends the process with SIGTERM and looks when it has given up all it had, at the moment of
// its exit (ptrace). --pair: the CAK, and the ICK and KEK that follow from it. Prints a line for each
// find, "NAME FORM PLACE"; 0: nothing found, 1: something found, 2: could not look.
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <functional>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include "mka/derived_keys.hpp"
#include "octets.hpp"

namespace {

using Octets = std::vector<std::uint8_t>;

struct Needle {
  std::string name;
  std::string form;
  std::string octets;
};

[[noreturn]] void give_up(const std::string& what) {
  std::fprintf(stderr, "key-search: %s: %s\n", what.c_str(), std::strerror(errno));
  std::exit(2);
}

std::string hex(const Octets& octets, const char* digits) {
  std::string out;
  for (const std::uint8_t octet : octets) out += {digits[octet >> 4], digits[octet & 15]};
  return out;
}

// The characters that follow from the octets alone, when `before` octets of something else precede
// them in the encoded text.
std::string base64(const std::string& octets, std::size_t before) {
  static constexpr char alphabet[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::string padded = std::string(before, '\0') + octets;
  std::string out;
  for (std::size_t bit = 0; bit + 6 <= 8 * padded.size(); bit += 6) {
    const auto at = [&](std::size_t i) {
      return i < padded.size() ? static_cast<unsigned char>(padded[i]) : 0u;
    };
    const unsigned pair = at(bit / 8) << 8 | at(bit / 8 + 1);
    out += alphabet[pair >> (10 - bit % 8) & 63u];
  }
  return out.substr((8 * before + 5) / 6);
}

void add(std::vector<Needle>& to, const std::string& name, const Octets& key) {
  const std::string raw(key.begin(), key.end());
  const std::string lower = hex(key, "0123456789abcdef");
  const std::string upper = hex(key, "0123456789ABCDEF");
  to.push_back({name, "raw", raw});
  to.push_back({name, "hex", lower});
  if (upper != lower) to.push_back({name, "HEX", upper});
  for (std::size_t before = 0; before < 3; ++before) {
    to.push_back({name, "base64", base64(raw, before)});
    to.push_back({name, "base64-of-hex", base64(lower, before)});
    if (upper != lower) to.push_back({name, "base64-of-HEX", base64(upper, before)});
  }
}

template <typename Key>
void add_key(std::vector<Needle>& to, const std::string& name, const Key& key) {
  const auto octets = key.expose();
  add(to, name, {octets.begin(), octets.end()});
}

void add_pair(std::vector<Needle>& to, const std::string& name, const char* ckn, const char* cak) {
  const auto secret = mka::Cak::copy_from(test::octets(cak));
  const auto keys = mka::derive_keys(secret.value(), mka::Ckn::from_hex(ckn).value()).value();
  add_key(to, name + "-cak", *secret);
  add_key(to, name + "-ick", keys.ick);
  add_key(to, name + "-kek", keys.kek);
}

std::size_t search(const std::vector<Needle>& needles, const std::string& hay,
                   const std::string& place) {
  std::size_t found = 0;
  for (const Needle& needle : needles) {
    const void* at = ::memmem(hay.data(), hay.size(), needle.octets.data(), needle.octets.size());
    if (at == nullptr) continue;
    ++found;
    std::printf("%s %s %s\n", needle.name.c_str(), needle.form.c_str(), place.c_str());
  }
  return found;
}

// Every mapping that can be read, in one piece: a key does not cross mappings.
std::size_t search_memory(const std::vector<Needle>& needles, pid_t pid) {
  const std::string proc = "/proc/" + std::to_string(pid);
  const int memory = ::open((proc + "/mem").c_str(), O_RDONLY | O_CLOEXEC);
  if (memory < 0) give_up(proc + "/mem");
  std::ifstream maps(proc + "/maps");
  std::size_t found = 0;
  std::size_t looked_at = 0;
  for (std::string line; std::getline(maps, line);) {
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    char access[5] = "";
    if (std::sscanf(line.c_str(), "%lx-%lx %4s", &begin, &end, access) != 3) continue;
    if (access[0] != 'r' || line.find("[vvar]") != std::string::npos) continue;
    std::string hay(end - begin, '\0');
    const auto got = ::pread(memory, hay.data(), hay.size(), static_cast<off_t>(begin));
    if (got <= 0) continue;
    hay.resize(static_cast<std::size_t>(got));
    looked_at += hay.size();
    found += search(needles, hay, line);
  }
  ::close(memory);
  std::fprintf(stderr, "key-search: %zu KiB of memory searched\n", looked_at / 1024);
  if (looked_at == 0) give_up("no memory of " + std::to_string(pid) + " could be read");
  return found;
}

std::size_t search_at_exit(const std::vector<Needle>& needles, pid_t pid) {
  if (::ptrace(PTRACE_SEIZE, pid, nullptr, PTRACE_O_TRACEEXIT) != 0) give_up("ptrace");
  ::kill(pid, SIGTERM);
  for (int status = 0; ::waitpid(pid, &status, 0) == pid;) {
    if (!WIFSTOPPED(status)) break;
    if (status >> 8 == (SIGTRAP | PTRACE_EVENT_EXIT << 8)) {
      const std::size_t found = search_memory(needles, pid);
      ::ptrace(PTRACE_DETACH, pid, nullptr, nullptr);
      return found;
    }
    ::ptrace(PTRACE_CONT, pid, nullptr, WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status));
  }
  errno = ESRCH;
  give_up("the process ended before it was looked at");
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Needle> needles;
  std::vector<std::string> files;
  pid_t pid = 0;
  bool at_exit = false;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const int left = argc - i - 1;
    if (word == "--at-exit") {
      at_exit = true;
    } else if (word == "--pid" && left >= 1) {
      pid = std::atoi(argv[++i]);
    } else if (word == "--pair" && left >= 3) {
      add_pair(needles, argv[i + 1], argv[i + 2], argv[i + 3]);
      i += 3;
    } else if (word == "--key" && left >= 2) {
      add(needles, argv[i + 1], test::octets(argv[i + 2]));
      i += 2;
    } else {
      files.push_back(word);
    }
  }
  if (needles.empty() || (pid == 0 && files.empty())) {
    errno = EINVAL;
    give_up("say what to look for, and where");
  }
  std::size_t found = 0;
  if (pid != 0) found += at_exit ? search_at_exit(needles, pid) : search_memory(needles, pid);
  for (const std::string& name : files) {
    std::ifstream in(name, std::ios::binary);
    if (!in) give_up(name);
    found += search(needles, {std::istreambuf_iterator<char>(in), {}}, name);
  }
  return found == 0 ? 0 : 1;
}
