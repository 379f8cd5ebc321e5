#include "system_calls.hpp"

#include <sched.h>
#include <seccomp.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <span>

namespace macsecd {
namespace {

using Names = std::span<const char* const>;

constexpr std::array memory{
    "brk",  "madvise", "membarrier", "memfd_create", "mlock", "mlock2",  "mlockall",
    "mmap", "mmap2",   "mprotect",   "mremap",       "msync", "munlock", "munmap",
};
constexpr std::array time_and_loop{
    "alarm",         "clock_getres",   "clock_gettime",   "clock_nanosleep", "epoll_create",
    "epoll_create1", "epoll_ctl",      "epoll_pwait",     "epoll_pwait2",    "epoll_wait",
    "eventfd2",      "getitimer",      "gettimeofday",    "nanosleep",       "poll",
    "ppoll",         "pselect6",       "restart_syscall", "select",          "setitimer",
    "time",          "timerfd_create", "timerfd_gettime", "timerfd_settime",
};
// State, keys, settings, /proc and libraries of what is started.
constexpr std::array files{
    "access",     "chdir",     "chmod",      "creat",     "faccessat", "faccessat2", "fchdir",
    "fchmodat",   "fstatat64", "getcwd",     "link",      "linkat",    "lstat",      "lstat64",
    "mkdir",      "mkdirat",   "newfstatat", "open",      "openat",    "openat2",    "readlink",
    "readlinkat", "rename",    "renameat",   "renameat2", "rmdir",     "stat",       "stat64",
    "statfs",     "statfs64",  "statx",      "umask",     "unlink",    "unlinkat",   "utimensat",
};
constexpr std::array open_files{
    "_llseek",   "close",     "close_range", "copy_file_range", "dup",        "dup2",
    "dup3",      "fadvise64", "fallocate",   "fchmod",          "fcntl",      "fcntl64",
    "fdatasync", "flock",     "fstat",       "fstat64",         "fstatfs",    "fstatfs64",
    "fsync",     "ftruncate", "ftruncate64", "getdents",        "getdents64", "ioctl",
    "lseek",     "pipe",      "pipe2",       "pread64",         "preadv",     "pwrite64",
    "pwritev",   "read",      "readv",       "sendfile",        "sendfile64", "write",
    "writev",
};
// socket() itself is below: only families that are used.
constexpr std::array sockets{
    "accept",     "accept4", "bind",       "connect",  "getpeername", "getsockname",
    "getsockopt", "listen",  "recvfrom",   "recvmmsg", "recvmsg",     "sendmmsg",
    "sendmsg",    "sendto",  "setsockopt", "shutdown", "socketpair",
};
// teamd and workers are started, looked after and ended; threads are theirs. clone() is below.
constexpr std::array processes{
    "arch_prctl",
    "execve",
    "exit",
    "exit_group",
    "fork",
    "futex",
    "get_robust_list",
    "getpgid",
    "getpgrp",
    "getpid",
    "getppid",
    "getrlimit",
    "getrusage",
    "getsid",
    "gettid",
    "kill",
    "pidfd_open",
    "pidfd_send_signal",
    "prctl",
    "prlimit64",
    "rseq",
    "sched_getaffinity",
    "sched_yield",
    "set_robust_list",
    "set_tid_address",
    "setpgid",
    "setrlimit",
    "setsid",
    "tgkill",
    "ugetrlimit",
    "vfork",
    "wait4",
    "waitid",
    "waitpid",
};
constexpr std::array signals{
    "pause",         "rt_sigaction",    "rt_sigpending", "rt_sigprocmask", "rt_sigreturn",
    "rt_sigsuspend", "rt_sigtimedwait", "sigaltstack",   "signalfd4",      "sigreturn",
};
constexpr std::array who_and_where{
    "capget",    "capset",    "getcpu",   "getegid",   "getegid32",   "geteuid",
    "geteuid32", "getgid",    "getgid32", "getgroups", "getgroups32", "getrandom",
    "getresgid", "getresuid", "getuid",   "getuid32",  "sysinfo",     "uname",
};
constexpr std::array groups{Names(memory),     Names(time_and_loop), Names(files),
                            Names(open_files), Names(sockets),       Names(processes),
                            Names(signals),    Names(who_and_where)};

// IP only for modules of tokens on the network, in a worker: neither the agent nor teamd opens such
// a socket, and the unit forbids it until a drop-in allows it.
constexpr std::array families{AF_UNIX, AF_NETLINK, AF_PACKET, AF_INET, AF_INET6};
constexpr std::uint64_t new_namespaces = CLONE_NEWCGROUP | CLONE_NEWIPC | CLONE_NEWNET |
                                         CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUSER | CLONE_NEWUTS;

using Filter = std::unique_ptr<void, void (*)(scmp_filter_ctx)>;

// A call that another machine has and this one has not is no error.
int allow(const Filter& filter, const char* name) {
  const int number = seccomp_syscall_resolve_name(name);
  return number == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, number, 0);
}

int allow_sockets(const Filter& filter) {
  for (const int family : families)
    if (const int failed =
            seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(socket), 1,
                             SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(family))))
      return failed;
  return 0;
}

// Flags of clone3() are out of a filter's sight: glibc takes clone() where it does not exist.
int allow_children(const Filter& filter) {
  if (const int failed = seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                                          SCMP_A0(SCMP_CMP_MASKED_EQ, new_namespaces, 0)))
    return failed;
  return seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

int fill(const Filter& filter) {
  for (const Names group : groups)
    for (const char* const name : group)
      if (const int failed = allow(filter, name)) return failed;
  if (const int failed = allow_sockets(filter)) return failed;
  return allow_children(filter);
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool sanitized = true;  // the leak check traces us
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
constexpr bool sanitized = true;
#else
constexpr bool sanitized = false;
#endif
#else
constexpr bool sanitized = false;
#endif

}  // namespace

std::optional<std::string> restrict_system_calls() {
  if (sanitized) return "system calls are not restricted: this build has a sanitizer";
  const Filter filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_release);
  if (!filter) return "system calls are not restricted: no memory";
  // The audit log is a help, and old kernels lack it.
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_LOG, 1);
  int failed = fill(filter);
  if (failed == 0) failed = seccomp_load(filter.get());
  if (failed == 0) return std::nullopt;
  return std::string("system calls are not restricted: ") + std::strerror(-failed);
}

}  // namespace macsecd
