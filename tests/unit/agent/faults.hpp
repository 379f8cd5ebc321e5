// Lets the nth step that changes the disk go wrong.
#pragma once

#include <cerrno>
#include <memory>

#include "atomic_file.hpp"

namespace test {

struct Crash {};
enum class Fault : int { crash, no_space, io_error };

class FaultInjector {
 public:
  // The first step is number 0.
  FaultInjector(Fault fault, int at) : counter_(std::make_shared<Counter>(Counter{fault, at})) {}

  // Steps count from now on.
  void arm() { counter_->armed = true; }
  // True: the step came.
  bool disarm() {
    counter_->armed = false;
    return counter_->steps > counter_->at;
  }
  macsecd::BeforeStep hook() const {
    return [counter = counter_](macsecd::WriteStep, const std::filesystem::path&) {
      if (!counter->armed || counter->steps++ != counter->at) return 0;
      if (counter->fault == Fault::crash) throw Crash{};
      return counter->fault == Fault::no_space ? ENOSPC : EIO;
    };
  }

 private:
  struct Counter {
    Fault fault;
    int at = 0;
    int steps = 0;
    bool armed = false;
  };
  std::shared_ptr<Counter> counter_;
};

}  // namespace test
