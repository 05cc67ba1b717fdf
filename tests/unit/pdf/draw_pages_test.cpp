#include <thread>

#include "dmp/base/utf8.hpp"
#include "setup.hpp"

namespace dmp::pdf::test {
namespace {

using Catch::Matchers::ContainsSubstring;

TEST_CASE("a page has the information given, French as its language and its fonts in it") {
  const TemporaryFolder folder;
  auto bold = line("En gras", 80);
  bold.style.bold = true;
  const auto pdf = made(folder, {{line("Œuvre"), bold}, {line("Deuxième page")}}).string();
  CHECK_THAT(output("qpdf --check '" + pdf + "'"), ContainsSubstring("No syntax or stream"));
  const auto information = output("pdfinfo -isodates '" + pdf + "'");
  CHECK_THAT(information, ContainsSubstring("Pages:           2") && ContainsSubstring("(A4)"));
  CHECK_THAT(information, ContainsSubstring("Titre — œuvre") && ContainsSubstring("Sujet"));
  CHECK_THAT(information, ContainsSubstring("CreationDate:    2026-11-23T10:11:12Z"));
  CHECK_THAT(information, ContainsSubstring("ModDate:         2026-11-23T10:11:12Z"));
  CHECK_THAT(output("qpdf --json --json-key=qpdf '" + pdf + "'"), ContainsSubstring("fr-FR"));
  const auto fonts = output("pdffonts '" + pdf + "' | tail -n +3");
  CHECK(std::ranges::count(fonts, '\n') == 2);
  CHECK(output("pdffonts '" + pdf + "' | tail -n +3 | grep -vc 'yes yes yes' || true") == "0\n");
}

TEST_CASE("the same pages give the same bytes, another moment other ones") {
  const auto pages = page_of(line("Texte"));
  const auto first = draw_pages(pages, information());
  const auto second = draw_pages(pages, information());
  auto later = information();
  later.created += std::chrono::seconds(1);
  const auto third = draw_pages(pages, later);
  REQUIRE((first && second && third));
  CHECK(*first == *second);
  CHECK(*first != *third);
}

TEST_CASE("screen readers find the structure") {
  const TemporaryFolder folder;
  auto title = line("Titre");
  title.tag = "H1";
  auto paragraph = line("Texte", 80);
  paragraph.tag = "P";
  const auto pdf = made(folder, {{Open{"Sect"}, title, paragraph, Close{"Sect"}}});
  const auto tree = output("pdfinfo -struct-text '" + pdf.string() + "'");
  CHECK(tree.starts_with("Document"));
  CHECK_THAT(tree,
             ContainsSubstring("Sect") && ContainsSubstring("H1") && ContainsSubstring("P (block"));
}

TEST_CASE("a row of cells is read as one number, and takes no character more than it has cells") {
  const TemporaryFolder folder;
  Cells cells{{kLeft, 50, 180, 20}, 9, "2A0000014", "Numéro"};
  CHECK_THAT(text_of(made(folder, page_of(cells))), ContainsSubstring("2A0000014"));
  cells.count = 8;
  CHECK(error_of(cells).id == "PDF-TOO-LONG");
  CHECK(argument(error_of(cells), "label") == "Numéro");
}

TEST_CASE("a text shrinks, then wraps where it may, and is never cut") {
  const TemporaryFolder folder;
  Text text = line("CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT");
  text.box.width = 250;
  CHECK_THAT(text_of(made(folder, page_of(text))), ContainsSubstring(text.text));
  text.box.width = 150;
  CHECK(error_of(text).id == "PDF-TOO-LONG");
  CHECK(error_of(text).kind == ErrorKind::input);
  CHECK(argument(error_of(text), "length") == "46");
  text.overflow = Overflow::wrap_words;
  CHECK_THAT(text_of(made(folder, page_of(text))), ContainsSubstring("FLEYRIAT"));
  text.text = std::string(60, 'W');
  CHECK(error_of(text).id == "PDF-TOO-LONG");
  text.overflow = Overflow::wrap_anywhere;
  text.box.height = 60;
  auto shown = text_of(made(folder, page_of(text)));
  CHECK(std::ranges::count(shown, 'W') == 60);
  text.text = std::string(300'000, 'W');
  CHECK(error_of(text).id == "PDF-TOO-LONG");
}

TEST_CASE("a paragraph breaks at its own size, and shrinks where its box is too low") {
  Text text = line("CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT", 50, 200);
  text.overflow = Overflow::flow;
  text.box.width = 150;
  const auto at_own_size = size_of(text);
  REQUIRE(at_own_size);
  CHECK(at_own_size->width <= 150);
  CHECK(at_own_size->height > 20);
  text.box.height = at_own_size->height - 1;
  const auto shrunk = size_of(text);
  REQUIRE(shrunk);
  CHECK(shrunk->height < at_own_size->height);
  text.box.height = 6;
  CHECK(error_of(text).id == "PDF-TOO-LONG");
  text.text = std::string(60, 'W');
  text.box.height = 200;
  const TemporaryFolder folder;
  const auto shown = text_of(made(folder, page_of(text)));
  CHECK(std::ranges::count(shown, 'W') == 60);
}

TEST_CASE("the size of a text is what it takes when it is drawn: a box of that size will do") {
  const auto size_in = [](Text text) {
    const auto size = size_of(text);
    REQUIRE(size);
    text.box.width = size->width;
    text.box.height = size->height;
    const auto again = size_of(text);
    REQUIRE(again);
    CHECK(again->width == size->width);
    CHECK(again->height == size->height);
    return *size;
  };
  auto text = line("Été", 50, 100);
  const auto usual = size_in(text);
  text.style.size = 20;
  CHECK(size_in(text).height > usual.height);
  text.style = {10, false, Colour::black, true};
  const auto narrow = size_in(text).width;
  text.text = "WWW";
  CHECK(size_in(text).width == narrow);
  text.text = "日";
  const auto unknown = size_of(text);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().id == "PDF-GLYPH");
}

TEST_CASE("a part of a text is bold, in the bold font") {
  const TemporaryFolder folder;
  auto text = line("ouvrir Demander");
  CHECK(output("pdffonts '" + made(folder, page_of(text)).string() + "'").find("Bold") ==
        std::string::npos);
  text.strong = {{7, 15}};
  CHECK_THAT(output("pdffonts '" + made(folder, page_of(text)).string() + "'"),
             ContainsSubstring("DejaVuSans-Bold"));
  text.strong.clear();
  CHECK(output("pdffonts '" + made(folder, page_of(text)).string() + "'").find("Bold") ==
        std::string::npos);
}

TEST_CASE("an address can be clicked, other text and what would need an escape cannot") {
  const TemporaryFolder folder;
  auto text = line("https://portail.example.fr/a?b=c&d=%20");
  const auto links = [&] {
    return output("pdfinfo -url '" + made(folder, page_of(text)).string() + "'");
  };
  CHECK(links().find("Annotation") == std::string::npos);
  text.link = true;
  CHECK_THAT(links(), ContainsSubstring(text.text));
  for (const auto* other : {"https://portail.example.fr/(a)", "https://portail.example.fr/'",
                            "https://portail.example.fr/é", "javascript:alert"}) {
    CAPTURE(other);
    text.text = other;
    CHECK(links().find("Annotation") == std::string::npos);
    output("qpdf --check '" + (folder / "pages.pdf").string() + "'");
  }
}

TEST_CASE("a flow takes room from the top of a page, and places what was laid out apart") {
  Flow flow;
  flow.begin_page();
  const auto first = flow.take(100);
  CHECK(first.x == kLeft);
  CHECK(first.width == kWidth);
  flow.place({line("Texte", 5), Open{"P"}, Frame{{kLeft, 10, 20, 20}, {}, {}}}, 40);
  const auto& page = flow.pages().front();
  REQUIRE(page.size() == 3);
  CHECK(std::get<Text>(page[0]).box.y == first.y + 105);
  CHECK(std::get<Frame>(page[2]).box.y == first.y + 110);
  CHECK(flow.take(1).y == first.y + 140);
  CHECK(flow.has_room(500));
  CHECK_FALSE(flow.has_room(700));
}

TEST_CASE("more texts than a thread keeps give the same bytes as before") {
  std::vector<Page> pages(1);
  for (int i = 0; i < 700; ++i) {
    pages.front().emplace_back(line("Texte " + std::to_string(i), i));
  }
  const auto first = draw_pages(pages, information());
  const auto second = draw_pages(pages, information());
  REQUIRE((first && second));
  CHECK(*first == *second);
}

TEST_CASE("decomposed accents, œ, €, guillemets and no-break spaces are drawn and read back") {
  const TemporaryFolder folder;
  const auto page = text_of(
      made(folder, page_of(line("Ho\u0302pital «\u00A0Œuvre d’Ÿ\u00A0» à 5\u202F€ – Łódź"))));
  CHECK_THAT(page, ContainsSubstring("Œuvre d’Ÿ") && ContainsSubstring("€ – Łódź"));
}

TEST_CASE("a character that the font lacks is named with its text") {
  const auto [text, character, code] = GENERATE(table<std::string, std::string, std::string>(
      {{"Anaïs 🏥", "🏥", "U+1F3E5"}, {"日本", "日", "U+65E5"}}));
  const auto error = error_of(line(text));
  CHECK(error.id == "PDF-GLYPH");
  CHECK(argument(error, "character") == character);
  CHECK(argument(error, "code") == code);
  CHECK(argument(error, "label") == "Nom");
}

TEST_CASE("characters that cannot be seen are refused with their place") {
  const auto [character, code] = GENERATE(table<char32_t, std::string>({{0x09, "U+0009"},
                                                                        {0x0A, "U+000A"},
                                                                        {0x00, "U+0000"},
                                                                        {0x7F, "U+007F"},
                                                                        {0x85, "U+0085"},
                                                                        {0xAD, "U+00AD"},
                                                                        {0x200B, "U+200B"},
                                                                        {0x202E, "U+202E"},
                                                                        {0x2028, "U+2028"},
                                                                        {0xFEFF, "U+FEFF"},
                                                                        {0xE0041, "U+E0041"}}));
  std::string name = "CH";
  append_utf8(name, character);
  name += "DE";
  const auto error = error_of(line(name));
  CHECK(error.id == "PDF-CHARACTER");
  CHECK(argument(error, "code") == code);
  CHECK(argument(error, "position") == "3");
}

TEST_CASE("text that is not UTF-8 is refused") {
  const auto error = error_of(line("H\xF4pital"));
  CHECK(error.id == "PDF-UTF8");
  CHECK(argument(error, "position") == "2");
}

TEST_CASE("threads draw at the same time, each with fonts of its own") {
  const auto pages = page_of(line("Œuvre d’Ÿ"));
  const auto expected = draw_pages(pages, information());
  REQUIRE(expected);
  std::vector<int> same(4);
  std::vector<std::thread> threads;
  for (int& counted : same) {
    threads.emplace_back([&] {
      for (int i = 0; i < 20; ++i) {
        const auto drawn = draw_pages(pages, information());
        counted += drawn && *drawn == *expected ? 1 : 0;
      }
    });
  }
  std::ranges::for_each(threads, &std::thread::join);
  CHECK(same == std::vector<int>(4, 20));
}

// Run by the next test in a process of its own: the font list is read once a process.
TEST_CASE("draws without its font", "[.without-font]") {
  CHECK(error_of(line("Texte")).id == "PDF-FONT");
}

TEST_CASE("a machine without the font is told which one to install") {
  const TemporaryFolder folder;
  const auto fonts =
      GENERATE(as<std::string>{}, "", "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf");
  std::filesystem::create_directory(folder / "fonts");
  if (!fonts.empty() && std::filesystem::exists(fonts)) {
    std::filesystem::copy_file(fonts, folder / "fonts/other.ttf");
  }
  spill(folder / "fonts.conf", "<?xml version=\"1.0\"?><fontconfig><dir>" +
                                   (folder / "fonts").string() + "</dir><cachedir>" +
                                   (folder / "cache").string() + "</cachedir></fontconfig>");
  const auto self = std::filesystem::read_symlink("/proc/self/exe").string();
  std::string said;
  const int status = run(
      "FONTCONFIG_FILE='" + (folder / "fonts.conf").string() + "' '" + self + "' '[.without-font]'",
      &said);
  INFO(said);
  CHECK(status == 0);
  CHECK(said.find("-WARNING **") == std::string::npos);  // Pango's; the sanitizers have warnings, too.
}

}  // namespace
}  // namespace dmp::pdf::test
