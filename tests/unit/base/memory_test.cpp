// What stays in memory, seen by the kernel's eyes.
#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <optional>
#include <sstream>
#include <thread>
#include <vector>

#include "dmp/base/secret.hpp"
#include "support/catch.hpp"

using namespace dmp;

namespace {

std::uintptr_t address_of(ByteView bytes) { return reinterpret_cast<std::uintptr_t>(bytes.data()); }

/// The kernel's flags of the memory at an address: " lo" locked, " dd" in no core file.
std::string flags_at(std::uintptr_t address) {
  std::ifstream maps("/proc/self/smaps");
  bool is_here = false;
  for (std::string line; std::getline(maps, line);) {
    if (line.starts_with("VmFlags:")) {
      if (is_here) {
        return line;
      }
      continue;
    }
    const auto dash = line.find('-');
    if (dash != std::string::npos && dash < line.find(' ')) {
      std::istringstream range(line.replace(dash, 1, " "));
      std::uintptr_t begin = 0;
      std::uintptr_t end = 0;
      is_here =
          static_cast<bool>(range >> std::hex >> begin >> end) && begin <= address && address < end;
    }
  }
  return {};
}

}  // namespace

/// The address sanitizer's mlock does nothing.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kLocks = false;
#else
constexpr bool kLocks = true;
#endif
#elif defined(__SANITIZE_ADDRESS__)
constexpr bool kLocks = false;
#else
constexpr bool kLocks = true;
#endif

TEST_CASE("secrets of every size are in memory that is locked and in no core file") {
  rlimit limit{};
  REQUIRE(::getrlimit(RLIMIT_MEMLOCK, &limit) == 0);
  std::vector<Secret> held;
  for (const std::size_t size : {1U, 8U, 40U, 1700U, 3272U, 4096U, 4097U, 20000U, 70000U}) {
    INFO(size);
    const Bytes content(size, std::uint8_t{'s'});
    held.emplace_back(content);
    const auto flags = flags_at(address_of(held.back().view()));
    CHECK(flags.find(" dd") != std::string::npos);
    if (kLocks && limit.rlim_cur >= 1024UL * 1024) {
      CHECK(flags.find(" lo") != std::string::npos);
    }
    CHECK(std::ranges::equal(held.back().view(), content));
  }
}

TEST_CASE("secrets of several threads come and go, each with its own bytes") {
  std::vector<std::thread> threads;
  std::vector<int> wrong(4, 0);
  for (std::size_t number = 0; number < wrong.size(); ++number) {
    threads.emplace_back([number, &wrong] {
      std::vector<Secret> held;
      for (std::size_t round = 0; round < 2000; ++round) {
        const auto letter = static_cast<std::uint8_t>(number * 64 + round % 64);
        held.emplace_back(Bytes(1 + round * 7 % 5000, letter));
        if (round % 3 == 0) {
          held.erase(held.begin() + static_cast<std::ptrdiff_t>(round % held.size()));
        }
        for (const auto& each : held) {
          wrong[number] += each.view().front() / 64 == number &&
                                   std::ranges::count(each.view(), each.view().front()) ==
                                       static_cast<std::ptrdiff_t>(each.size())
                               ? 0
                               : 1;
        }
        if (held.size() > 40) {
          held.clear();
        }
      }
    });
  }
  for (auto& each : threads) {
    each.join();
  }
  CHECK(std::ranges::count(wrong, 0) == static_cast<std::ptrdiff_t>(wrong.size()));
}

// Under the address sanitizer freed memory is its own.
#ifndef __SANITIZE_ADDRESS__
namespace {

/// How many bytes of `letter` are at a place that may be freed.
std::ptrdiff_t left_at(std::uintptr_t address, std::size_t size, std::uint8_t letter) {
  const int memory = ::open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  REQUIRE(memory >= 0);
  std::vector<std::uint8_t> seen(size);
  const auto got = ::pread(memory, seen.data(), size, static_cast<off_t>(address));
  ::close(memory);
  return std::count(seen.begin(), seen.begin() + std::max<ssize_t>(got, 0), letter);
}

}  // namespace

TEST_CASE("bytes leave nothing where they were: freed, grown, assigned, cut short") {
  constexpr std::uint8_t kLetter = 0xA7;
  constexpr std::size_t kSize = 6000;
  std::optional<Bytes> freed(Bytes(kSize, kLetter));
  Bytes grown(kSize, kLetter);
  Bytes assigned(kSize, kLetter);
  Bytes cut(kSize, kLetter);
  std::vector<std::uintptr_t> places;
  for (const auto* each : {&*freed, &grown, &assigned, &cut}) {
    places.push_back(address_of(*each));
    REQUIRE(left_at(places.back(), kSize, kLetter) == kSize);
  }
  freed.reset();
  grown.reserve(kSize * 50);
  assigned = Bytes(3, std::uint8_t{1});
  cut.resize(3);
  cut.shrink_to_fit();
  for (const auto place : places) {
    CHECK(left_at(place, kSize, kLetter) < 64);
  }
}
#endif
