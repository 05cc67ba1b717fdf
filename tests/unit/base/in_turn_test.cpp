#include "dmp/base/in_turn.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

#include "support/catch.hpp"

using dmp::InTurn;

TEST_CASE("results come in the order of the values, whoever makes them") {
  for (const unsigned jobs : {0U, 1U, 2U, 7U}) {
    CAPTURE(jobs);
    std::vector<int> kept;
    const auto here = std::this_thread::get_id();
    bool elsewhere = false;
    {
      InTurn<int, int> squares(
          jobs,
          [](int value) {
            if (value % 100 == 0) {
              std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
            return value * value;
          },
          [&](int made) {
            elsewhere = elsewhere || std::this_thread::get_id() != here;
            kept.push_back(made);
          });
      for (int i = 0; i < 1000; ++i) {
        squares.add(i);
        if (i == 500) {
          squares.finish();
          CHECK(kept.size() == 501);
        }
      }
      squares.finish();
    }
    REQUIRE(kept.size() == 1000);
    for (int i = 0; i < 1000; ++i) {
      CHECK(kept[static_cast<std::size_t>(i)] == i * i);
    }
    CHECK_FALSE(elsewhere);
  }
}

TEST_CASE("what the work throws is thrown in its turn") {
  std::vector<int> kept;
  InTurn<int, int> work(
      3,
      [](int value) {
        if (value == 5) {
          throw std::runtime_error("five");
        }
        return value;
      },
      [&](int made) { kept.push_back(made); });
  const auto all = [&] {
    for (int i = 0; i < 10; ++i) {
      work.add(i);
    }
    work.finish();
  };
  CHECK_THROWS_AS(all(), std::runtime_error);
  CHECK(kept == std::vector<int>{0, 1, 2, 3, 4});
}

TEST_CASE("what is not kept when it ends is given up") {
  int kept = 0;
  {
    InTurn<int, int> work(2, [](int value) { return value; }, [&](int) { ++kept; });
    for (int i = 0; i < 20; ++i) {
      work.add(i);
    }
  }
  CHECK(kept <= 20);
}
