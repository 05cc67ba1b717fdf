#include "dmp/model/luhn.hpp"

namespace dmp::model {
namespace {

int value_of(char c) { return c >= 'A' ? c - 'A' + 1 : c - '0'; }

}  // namespace

int luhn_sum(std::string_view number) {
  int sum = 0;
  bool doubled = number.size() % 2 == 0;
  for (const char c : number) {
    const int value = value_of(c) * (doubled ? 2 : 1);
    sum += value / 10 + value % 10;
    doubled = !doubled;
  }
  return sum;
}

char luhn_key(std::string_view number) {
  const int without_key = luhn_sum(number) - value_of(number.back());
  return static_cast<char>('0' + (10 - without_key % 10) % 10);
}

}  // namespace dmp::model
