#include "dmp/x509/name.hpp"

#include <array>

#include "dmp/base/unicode.hpp"
#include "dmp/base/utf8.hpp"

namespace dmp::x509 {
namespace {

bool is_white(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
         (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F ||
         c == 0x3000 || c == 0xFEFF;
}

struct Attribute {
  std::string_view label;
  const std::string& value;
  std::size_t limit;  ///< Upper bound of X.520, in characters.
};

tl::unexpected<Error> bad_character(const Attribute& attribute, std::size_t position) {
  return fail(ErrorKind::input, Reason::wrong_character, "SUBJECT-CHARACTER",
              {arg("attribute", attribute.label), arg("position", position)});
}

Status check(const Attribute& attribute) {
  const std::string& value = attribute.value;
  if (value.find_first_not_of(' ') == std::string::npos) {
    return fail(ErrorKind::input, "SUBJECT-EMPTY", {arg("attribute", attribute.label)});
  }
  const auto broken = find_invalid_utf8(value);
  const auto readable = std::string_view(value).substr(0, broken.value_or(value.size()));
  std::size_t position = 0;
  for (std::size_t at = 0; at < readable.size();) {
    ++position;
    if (!is_name_character(code_point_at(readable, at))) {
      return bad_character(attribute, position);
    }
  }
  if (broken) {
    return bad_character(attribute, position + 1);
  }
  if (position > attribute.limit) {
    return fail(ErrorKind::input, "SUBJECT-TOO-LONG",
                {arg("attribute", attribute.label), arg("length", position),
                 arg("limit", attribute.limit), arg("value", value)});
  }
  return {};
}

}  // namespace

Status check_subject(const Subject& subject) {
  constexpr std::size_t kStateBound = 128;
  const std::array attributes = {
      Attribute{"ST", subject.state, kStateBound},
      Attribute{"O", subject.organisation, kNameBound},
      Attribute{"OU", subject.unit, kNameBound},
      Attribute{"CN", subject.common_name, kNameBound},
  };
  for (const auto& attribute : attributes) {
    if (auto status = check(attribute); !status) {
      return status;
    }
  }
  return {};
}

std::string normal_spaces(std::string_view text) {
  if (find_invalid_utf8(text)) {
    return std::string(text);  // Nothing sure can be made of it; make_request says where it breaks.
  }
  std::string out;
  bool pending_space = false;
  for (std::size_t at = 0; at < text.size();) {
    const auto start = at;
    if (is_white(code_point_at(text, at))) {
      pending_space = !out.empty();
      continue;
    }
    if (pending_space) {
      out += ' ';
      pending_space = false;
    }
    out.append(text, start, at - start);
  }
  return out;
}

std::string organisation_name(const std::string& name) {
  auto out = normal_spaces(composed(name));
  if (!find_invalid_utf8(out)) {
    out = cut_characters(out, kOrganisationCut);
    while (out.ends_with(' ')) {
      out.pop_back();
    }
  }
  return out;
}

}  // namespace dmp::x509
