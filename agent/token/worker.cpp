#include "token/worker.hpp"

#include <algorithm>
#include <asio/post.hpp>

#include "clock.hpp"

namespace macsecd::token {
namespace {

// Those that are the worker's or the module's own: another start may end the same way.
bool is_failure(State state) {
  return state == State::worker_died || state == State::token_slow || state == State::module_failed;
}

}  // namespace

Worker::Worker(asio::io_context& io, const WorkerProgram& program, const WorkerLimits& limits,
               PinMemory& pins)
    : io_(io), program_(program), limits_(limits), pins_(pins), alarm_(io), turn_(io) {}

std::optional<int> Worker::pid() const {
  return process_ ? std::optional(process_->pid()) : std::nullopt;
}

void Worker::ask(Job job) {
  if (jobs_.size() >= limits_.waiting)
    return asio::post(io_, [answered = std::move(job.answered)] {
      answered(Trouble{State::token_slow, "too many requests wait for it"});
    });
  jobs_.push_back(std::move(job));
  if (!busy_) turn_.set(now(), [this] { next(); });
}

void Worker::next() {
  if (busy_) return;
  if (jobs_.empty()) return alarm_.set(now() + limits_.idle, [this] { process_.reset(); });
  busy_ = true;
  if (auto why = why_not_now()) return finish(*std::move(why));
  start(jobs_.front());
}

std::optional<Trouble> Worker::why_not_now() const {
  return now() < not_before_ ? last_failure_ : std::nullopt;
}

void Worker::start(Job& job) {
  Request request{job.operation, job.uri.text(), std::nullopt, job.context, std::move(job.payload)};
  shown_pin_.reset();
  if (const std::string& source = job.uri.pin_source(); !source.empty()) {
    auto read = pins_.read(source);
    if (auto* trouble = std::get_if<Trouble>(&read)) return finish(std::move(*trouble));
    auto& sourced = std::get<SourcedPin>(read);
    request.pin = std::move(sourced.pin);
    shown_pin_ = sourced.version;
  }
  if (!process_ || !process_->is_ready()) {
    auto started = WorkerProcess::start(io_, program_);
    if (!started)
      return finish(
          Trouble{State::worker_died, started.error().what + ": " + started.error().os_message});
    process_ = *std::move(started);
  }
  alarm_.set(now() + limits_.request, [this] { finish(Trouble{State::token_slow}); });
  process_->ask(request, [this](Answer answer) { finish(std::move(answer)); });
}

void Worker::finish(Answer answer) {
  alarm_.clear();
  if (const auto* trouble = std::get_if<Trouble>(&answer))
    note(*trouble);
  else
    failures_ = 0;
  const Job job = std::move(jobs_.front());
  jobs_.pop_front();
  busy_ = false;
  turn_.set(now(), [this] { next(); });
  job.answered(std::move(answer));
}

// A fresh process sees what was changed meanwhile: modules remember what they have found.
void Worker::note(const Trouble& trouble) {
  const bool was_asked = process_.has_value();
  process_.reset();
  if (trouble.state == State::pin_wrong && was_asked && shown_pin_)
    pins_.refused(jobs_.front().uri.pin_source(), *shown_pin_);
  if (!is_failure(trouble.state) || now() < not_before_) return;
  const auto pause = limits_.first_pause * (1u << std::min(failures_, 16u));
  not_before_ = now() + std::min<mka::Duration>(pause, limits_.longest_pause);
  ++failures_;
  last_failure_ = trouble;
}

}  // namespace macsecd::token
