#include "system/run_secrets.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "dmp/base/bytes.hpp"

namespace dmp::cli {
namespace {

constexpr std::string_view kMark = "***";

struct Known {
  std::set<std::string, std::less<>> variables;
  std::vector<Secret> secrets;
};

Known& known() {
  static Known all;
  return all;
}

void wipe_text(std::string& text) {
  wipe({reinterpret_cast<std::uint8_t*>(text.data()), text.size()});
  text.clear();
}

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The digits of base64 that depend on the secret alone when `before` bytes stand before it: what
/// is around it ("user:secret") may be anything.
std::string base64(ByteView secret, std::size_t before, std::string_view alphabet) {
  std::string digits;
  const auto bit = [&](std::size_t index) -> unsigned {
    return (secret[index / 8] >> (7 - index % 8)) & 1U;
  };
  const auto total = secret.size() * 8;
  for (std::size_t at = (6 - before * 8 % 6) % 6; at + 6 <= total; at += 6) {
    unsigned digit = 0;
    for (std::size_t i = 0; i < 6; ++i) {
      digit = digit * 2 + bit(at + i);
    }
    digits += alphabet[digit];
  }
  return digits;
}

/// Spelled as in a URL: all that needs it, or all but what is safe in a path, and a form's "+".
std::string percent(ByteView secret, std::string_view safe, bool upper, bool plus) {
  constexpr std::string_view kUsual =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";
  std::string text;
  for (const auto byte : secret) {
    const char c = static_cast<char>(byte);
    if (kUsual.find(c) != std::string_view::npos || safe.find(c) != std::string_view::npos) {
      text += c;
    } else if (plus && c == ' ') {
      text += '+';
    } else {
      text += "%" + (upper ? to_upper_hex({&byte, 1}) : to_hex({&byte, 1}));
    }
  }
  return text;
}

std::string json(ByteView secret) {
  std::string text;
  for (const auto byte : secret) {
    text += byte == '"' || byte == '\\' ? "\\" : "";
    text += static_cast<char>(byte);
  }
  return text;
}

void add_forms(ByteView secret, std::vector<std::string>& forms) {
  forms.emplace_back(as_text(secret));
  constexpr std::size_t kShortest = 4;  // Of fewer bytes, other forms are found everywhere.
  if (secret.size() < kShortest) {
    return;
  }
  forms.push_back(to_hex(secret));
  forms.push_back(to_upper_hex(secret));
  forms.push_back(json(secret));
  for (const std::string_view safe : {"~", "~/", ""}) {
    for (const bool upper : {false, true}) {
      forms.push_back(percent(secret, safe, upper, false));
      forms.push_back(percent(secret, safe, upper, true));
    }
  }
  for (std::size_t before = 0; before < 3; ++before) {
    for (const auto alphabet : {kAlphabet, kUrlAlphabet}) {
      if (auto digits = base64(secret, before, alphabet); digits.size() >= kShortest) {
        forms.push_back(std::move(digits));
      }
    }
  }
}

void replace_all(std::string& text, std::string_view what) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at)) {
    text.replace(at, what.size(), kMark);
    at += kMark.size();
  }
}

/// The next line "-----BEGIN … PRIVATE KEY-----", or END, from `from` on: where it begins, and
/// where it ends.
struct Boundary {
  std::size_t begin;
  std::size_t end;
};
Boundary find_boundary(std::string_view text, std::string_view kind, std::size_t from) {
  constexpr std::string_view kKey = "PRIVATE KEY-----";
  constexpr std::size_t kLongestLabel = 32;
  const auto start = "-----" + std::string(kind) + " ";
  for (auto at = text.find(start, from); at != std::string_view::npos;
       at = text.find(start, at + 1)) {
    const auto label = at + start.size();
    const auto key = text.find(kKey, label);
    if (key != std::string_view::npos && key - label <= kLongestLabel) {
      return {at, key + kKey.size()};
    }
  }
  return {std::string_view::npos, std::string_view::npos};
}

void replace_keys(std::string& text) {
  auto begin = find_boundary(text, "BEGIN", 0).begin;
  const auto first_end = find_boundary(text, "END", 0);
  if (first_end.begin < begin) {  // A key whose beginning was cut off.
    text.replace(0, first_end.end, kMark);
    begin = find_boundary(text, "BEGIN", 0).begin;
  }
  while (begin != std::string::npos) {
    const auto end = find_boundary(text, "END", begin).end;
    text.replace(begin, end == std::string::npos ? end : end - begin, kMark);
    begin = find_boundary(text, "BEGIN", begin).begin;
  }
}

}  // namespace

void hide_variable(const std::string& name) { known().variables.insert(name); }

std::vector<char*> environment_for_children() {
  std::vector<char*> kept;
  for (char** each = ::environ; each != nullptr && *each != nullptr; ++each) {
    const std::string_view entry(*each);
    if (!known().variables.contains(entry.substr(0, entry.find('=')))) {
      kept.push_back(*each);
    }
  }
  kept.push_back(nullptr);
  return kept;
}

void remember_secret(const Secret& secret) {
  auto& all = known().secrets;
  const bool is_known = std::ranges::any_of(
      all, [&](const Secret& each) { return std::ranges::equal(each.view(), secret.view()); });
  if (!secret.empty() && !is_known) {
    all.push_back(secret.clone());
  }
}

std::size_t longest_form() {
  std::size_t longest = 0;
  for (const auto& secret : known().secrets) {
    longest = std::max(longest, 3 * secret.size());  // %xx
  }
  return longest;
}

std::string without_secrets(std::string text) {
  std::vector<std::string> forms;
  for (const auto& secret : known().secrets) {
    add_forms(secret.view(), forms);
  }
  // One that has another in it comes first, so that no rest of it stays.
  std::ranges::sort(forms, std::greater<>(), &std::string::size);
  for (auto& form : forms) {
    replace_all(text, form);
    wipe_text(form);
  }
  replace_keys(text);
  return text;
}

}  // namespace dmp::cli
