// A Server with a loop of its own in a thread, on a socket in a directory of its own.
#pragma once

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <future>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "control/server.hpp"

class TemporaryDirectory {
 public:
  TemporaryDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "macsec-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
  TemporaryDirectory(const TemporaryDirectory&) = delete;
  TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

class RunningServer {
 public:
  explicit RunningServer(const std::function<void(macsec::Server&)>& methods)
      : server_(loop_, path(), [this](std::string_view line) { log(line); }) {
    methods(server_);
    const auto listens = server_.listen();
    if (!listens) throw std::runtime_error(listens.error().what);
    thread_ = std::thread([this] { loop_.run(); });
  }
  ~RunningServer() {
    in_loop([this] { server_.stop(); });
    work_.reset();
    thread_.join();
  }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  std::filesystem::path path() const { return directory_.path() / "run" / "control"; }
  asio::io_context& loop() { return loop_; }
  void in_loop(const std::function<void()>& what) {
    std::promise<void> done;
    asio::post(loop_, [&] {
      what();
      done.set_value();
    });
    done.get_future().wait();
  }
  std::string logged() const {
    const std::lock_guard lock(mutex_);
    return log_;
  }

 private:
  void log(std::string_view line) {
    const std::lock_guard lock(mutex_);
    (log_ += line) += '\n';
  }

  TemporaryDirectory directory_;
  mutable std::mutex mutex_;
  std::string log_;
  asio::io_context loop_;
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(loop_);
  macsec::Server server_;
  std::thread thread_;
};
