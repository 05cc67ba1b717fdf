// What the hardening does to faults, in a small program that is compiled as a release is.
// usage: sample copy N | index N | unset | path
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string_view>
#include <vector>

namespace {

constexpr std::size_t kRoom = 16;

/// Its size is known when it runs only, which is what level 3 of FORTIFY is for.
int copy(std::size_t count, std::size_t room) {
  auto* const target = static_cast<char*>(std::malloc(room));
  const std::vector<char> source(count, 'x');
  std::memcpy(target, source.data(), count);
  const int last = target[room - 1];
  std::free(target);
  return last == 'x' ? EXIT_SUCCESS : EXIT_FAILURE;
}

int index(std::size_t at) {
  const std::vector<int> numbers(kRoom, 0);
  return numbers[at];
}

/// A frame of many pages, each of which has to be touched on the way.
__attribute__((noinline)) std::size_t large(std::string_view text) {
  volatile char room[64 * 1024];
  for (const char one : text) {
    room[static_cast<unsigned char>(one) * 256U] = one;
  }
  return static_cast<std::size_t>(room[256U * 'p']);
}

/// Leaves something on the stack.
__attribute__((noinline)) void litter() {
  volatile char room[1024];
  for (auto& one : room) {
    one = 'x';
  }
}

/// How many bytes of a variable that nobody set have something in them.
__attribute__((noinline)) int unset() {
  char room[512];
  __asm__ volatile("" : : "r"(room) : "memory");  // The compiler cannot know that nobody did.
  int used = 0;
  for (const char one : room) {
    used += one == 0 ? 0 : 1;
  }
  return used;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view what = argc > 1 ? argv[1] : "";
  const auto number = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : kRoom;
  if (what == "copy") {
    return copy(number, argc > 3 ? number : kRoom);
  }
  if (what == "index") {
    return index(number);
  }
  if (what == "unset") {
    litter();
    std::cout << unset() << '\n';
    return EXIT_SUCCESS;
  }
  std::cout << __FILE__ << '\n' << large(what) << '\n';
  return EXIT_SUCCESS;
}
