#include <atomic>
#include <future>
#include <memory>

#include "dmp/card/detail/caller.hpp"
#include "support/catch.hpp"

using namespace dmp::card::detail;
using namespace std::chrono_literals;

namespace {

constexpr auto kLong = 60s;

}  // namespace

TEST_CASE("what is to be undone waits for a call that hangs, and nothing else does") {
  std::promise<void> answer;
  auto answered = std::make_shared<std::shared_future<void>>(answer.get_future());
  const auto seen = std::make_shared<std::atomic<int>>(0);
  std::promise<int> undone;
  auto order = undone.get_future();
  {
    Caller caller;
    CHECK(caller.run([seen] { ++*seen; }, kLong));
    CHECK_FALSE(caller.run([answered] { answered->wait(); }, 10ms));
    CHECK_FALSE(caller.run([seen] { *seen += 1000; }, kLong));
    CHECK_FALSE(caller.undo([seen] { *seen += 10; }, kLong));
    const auto last = std::make_shared<std::promise<int>>(std::move(undone));
    CHECK_FALSE(caller.undo([seen, last] { last->set_value(*seen); }, kLong));
    CHECK(*seen == 1);
  }
  // The Caller has gone; the call comes back now.
  answer.set_value();
  REQUIRE(order.wait_for(kLong) == std::future_status::ready);
  CHECK(order.get() == 11);
}

TEST_CASE("what is to be undone is done at once where nothing hangs") {
  Caller caller;
  bool done = false;
  CHECK(caller.undo([&done] { done = true; }, kLong));
  CHECK(done);
  CHECK(caller.run([&done] { done = false; }, kLong));
  CHECK_FALSE(done);
}

TEST_CASE("what hangs while it undoes does not keep the rest from being undone") {
  std::promise<void> answer;
  auto answered = std::make_shared<std::shared_future<void>>(answer.get_future());
  const auto last = std::make_shared<std::promise<void>>();
  auto undone = last->get_future();
  {
    Caller caller;
    CHECK_FALSE(caller.undo([answered] { answered->wait(); }, 10ms));
    CHECK_FALSE(caller.undo([last] { last->set_value(); }, kLong));
  }
  answer.set_value();
  CHECK(undone.wait_for(kLong) == std::future_status::ready);
}
