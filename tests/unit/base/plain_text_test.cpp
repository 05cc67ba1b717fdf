#include "dmp/base/plain_text.hpp"

#include <string>

#include "support/fixture.hpp"

using namespace dmp;
using namespace std::string_literals;

namespace {

std::string plain(const std::string& content) {
  return std::string(PlainText(as_bytes(content)).view());
}

}  // namespace

TEST_CASE("a text is the same in all forms that iconv and Windows write") {
  const test::TemporaryFolder folder;
  const std::string text = "# Établissements 𝄞\nà=1€\n";
  test::spill(folder / "utf8", text);
  struct Case {
    std::string encoding;
    std::string mark;
    TextForm form;
  };
  const Case cases[] = {{"UTF-8", "", TextForm::utf8},
                        {"UTF-8", "\xEF\xBB\xBF", TextForm::utf8_marked},
                        {"UTF-16LE", "\xFF\xFE", TextForm::utf16_little},
                        {"UTF-16LE", "", TextForm::utf16_little},
                        {"UTF-16BE", "\xFE\xFF", TextForm::utf16_big},
                        {"UTF-16BE", "", TextForm::utf16_big},
                        {"UTF-32LE", "\xFF\xFE\0\0"s, TextForm::utf32_little},
                        {"UTF-32LE", "", TextForm::utf32_little},
                        {"UTF-32BE", "\0\0\xFE\xFF"s, TextForm::utf32_big},
                        {"UTF-32BE", "", TextForm::utf32_big}};
  for (const auto& each : cases) {
    CAPTURE(each.encoding, each.mark.size());
    const auto command = "iconv -f UTF-8 -t " + each.encoding + " '" + (folder / "utf8").string() +
                         "' > '" + (folder / "other").string() + "'";
    REQUIRE(test::run(command) == 0);
    const auto content = each.mark + test::slurp(folder / "other");
    CHECK(text_form(as_bytes(content)) == each.form);
    CHECK(plain(content) == text);
  }
}

TEST_CASE("what is no UTF-16 stays as it is, and what is damaged is seen") {
  for (const auto& content : {""s, "a"s, "\0"s, "0\x82\x01\0"s, "\xFE\xED\xFE\xED\0\0\0\2"s,
                              "une\0deux\0"s, "/a\0/b\0/c\0"s, "/\0\0\0"s, "/\0\0\0\0\0\0\0"s}) {
    CAPTURE(content.size());
    CHECK(text_form(as_bytes(content)) == TextForm::utf8);
    CHECK((plain(content) == content));
  }
  CHECK(plain("\xFF\xFE"s) == "");
  CHECK(plain("\xEF\xBB\xBF"s) == "");
  // Half of a pair of surrogates, and half of a unit.
  CHECK(plain("\xFF\xFE\x34\xD8"s) == "\uFFFD");
  CHECK(plain("\xFF\xFE\x1E\xDDz\0"s) == "\uFFFDz");
  CHECK(plain("\xFF\xFEz\0y"s) == "z\uFFFD");
  // Of UTF-32: half a surrogate, more than Unicode has, and a part of a unit.
  CHECK(plain("\xFF\xFE\0\0\0\xD8\0\0z\0\0\0"s) == "\uFFFDz");
  CHECK(plain("\xFF\xFE\0\0\0\0\x11\0z\0"s) == "\uFFFD\uFFFD");
}

TEST_CASE("what was decoded goes along when a text is moved") {
  const auto content = "\xFF\xFEz\0y\0"s;
  PlainText first(as_bytes(content));
  const PlainText second(std::move(first));
  CHECK(second.view() == "zy");
}
