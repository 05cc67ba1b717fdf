#include "dmp/core/utf8.hpp"
#include "setup.hpp"

namespace dmp::pdf::test {
namespace {

TEST_CASE("a page has the information given, French as its language and its fonts in it") {
  const TemporaryFolder folder;
  auto bold = line("En gras", 80);
  bold.style.bold = true;
  const auto pdf = made(folder, {{line("Œuvre"), bold}, {line("Deuxième page")}}).string();
  CHECK_THAT(output("qpdf --check '" + pdf + "'"), Catch::Contains("No syntax or stream"));
  const auto information = output("pdfinfo -isodates '" + pdf + "'");
  CHECK_THAT(information, Catch::Contains("Pages:           2") && Catch::Contains("(A4)"));
  CHECK_THAT(information, Catch::Contains("Titre — œuvre") && Catch::Contains("Sujet"));
  CHECK_THAT(information, Catch::Contains("CreationDate:    2026-11-23T10:11:12Z"));
  CHECK_THAT(information, Catch::Contains("ModDate:         2026-11-23T10:11:12Z"));
  CHECK_THAT(output("qpdf --json --json-key=qpdf '" + pdf + "'"), Catch::Contains("fr-FR"));
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
  CHECK_THAT(tree, Catch::Contains("Sect") && Catch::Contains("H1") && Catch::Contains("P (block"));
}

TEST_CASE("a row of cells is read as one number, and takes no character more than it has cells") {
  const TemporaryFolder folder;
  Cells cells{{kLeft, 50, 180, 20}, 9, "2A0000014", "Numéro"};
  CHECK_THAT(text_of(made(folder, page_of(cells))), Catch::Contains("2A0000014"));
  cells.count = 8;
  CHECK(error_of(cells).id == "PDF-TOO-LONG");
  CHECK(argument(error_of(cells), "label") == "Numéro");
}

TEST_CASE("a text shrinks, then wraps where it may, and is never cut") {
  const TemporaryFolder folder;
  Text text = line("CENTRE HOSPITALIER DE BOURG-EN-BRESSE FLEYRIAT");
  text.box.width = 250;
  CHECK_THAT(text_of(made(folder, page_of(text))), Catch::Contains(text.text));
  text.box.width = 150;
  CHECK(error_of(text).id == "PDF-TOO-LONG");
  CHECK(error_of(text).kind == ErrorKind::input);
  CHECK(argument(error_of(text), "length") == "46");
  text.overflow = Overflow::wrap_words;
  CHECK_THAT(text_of(made(folder, page_of(text))), Catch::Contains("FLEYRIAT"));
  text.text = std::string(60, 'W');
  CHECK(error_of(text).id == "PDF-TOO-LONG");
  text.overflow = Overflow::wrap_anywhere;
  text.box.height = 60;
  auto shown = text_of(made(folder, page_of(text)));
  CHECK(std::ranges::count(shown, 'W') == 60);
  text.text = std::string(300'000, 'W');
  CHECK(error_of(text).id == "PDF-TOO-LONG");
}

TEST_CASE("decomposed accents, œ, €, guillemets and no-break spaces are drawn and read back") {
  const TemporaryFolder folder;
  const auto page = text_of(
      made(folder, page_of(line("Ho\u0302pital «\u00A0Œuvre d’Ÿ\u00A0» à 5\u202F€ – Łódź"))));
  CHECK_THAT(page, Catch::Contains("Œuvre d’Ÿ") && Catch::Contains("€ – Łódź"));
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
  CHECK(said.find("WARNING") == std::string::npos);
}

}  // namespace
}  // namespace dmp::pdf::test
