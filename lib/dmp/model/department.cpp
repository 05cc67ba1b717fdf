#include "dmp/model/department.hpp"

#include <algorithm>
#include <array>

namespace dmp::model {
namespace {

/// In mainland France and Corsica the three codings are one.
constexpr Department same(std::string_view code, std::string_view name) {
  return {code, code, code, name};
}

// Names as the IGC-Santé writes them in ST: "Val d'Oise" has no hyphens there.
constexpr std::array kDepartments{
    same("01", "Ain"),
    same("02", "Aisne"),
    same("03", "Allier"),
    same("04", "Alpes-de-Haute-Provence"),
    same("05", "Hautes-Alpes"),
    same("06", "Alpes-Maritimes"),
    same("07", "Ardèche"),
    same("08", "Ardennes"),
    same("09", "Ariège"),
    same("10", "Aube"),
    same("11", "Aude"),
    same("12", "Aveyron"),
    same("13", "Bouches-du-Rhône"),
    same("14", "Calvados"),
    same("15", "Cantal"),
    same("16", "Charente"),
    same("17", "Charente-Maritime"),
    same("18", "Cher"),
    same("19", "Corrèze"),
    same("21", "Côte-d'Or"),
    same("22", "Côtes-d'Armor"),
    same("23", "Creuse"),
    same("24", "Dordogne"),
    same("25", "Doubs"),
    same("26", "Drôme"),
    same("27", "Eure"),
    same("28", "Eure-et-Loir"),
    same("29", "Finistère"),
    same("2A", "Corse-du-Sud"),
    same("2B", "Haute-Corse"),
    same("30", "Gard"),
    same("31", "Haute-Garonne"),
    same("32", "Gers"),
    same("33", "Gironde"),
    same("34", "Hérault"),
    same("35", "Ille-et-Vilaine"),
    same("36", "Indre"),
    same("37", "Indre-et-Loire"),
    same("38", "Isère"),
    same("39", "Jura"),
    same("40", "Landes"),
    same("41", "Loir-et-Cher"),
    same("42", "Loire"),
    same("43", "Haute-Loire"),
    same("44", "Loire-Atlantique"),
    same("45", "Loiret"),
    same("46", "Lot"),
    same("47", "Lot-et-Garonne"),
    same("48", "Lozère"),
    same("49", "Maine-et-Loire"),
    same("50", "Manche"),
    same("51", "Marne"),
    same("52", "Haute-Marne"),
    same("53", "Mayenne"),
    same("54", "Meurthe-et-Moselle"),
    same("55", "Meuse"),
    same("56", "Morbihan"),
    same("57", "Moselle"),
    same("58", "Nièvre"),
    same("59", "Nord"),
    same("60", "Oise"),
    same("61", "Orne"),
    same("62", "Pas-de-Calais"),
    same("63", "Puy-de-Dôme"),
    same("64", "Pyrénées-Atlantiques"),
    same("65", "Hautes-Pyrénées"),
    same("66", "Pyrénées-Orientales"),
    same("67", "Bas-Rhin"),
    same("68", "Haut-Rhin"),
    same("69", "Rhône"),
    same("70", "Haute-Saône"),
    same("71", "Saône-et-Loire"),
    same("72", "Sarthe"),
    same("73", "Savoie"),
    same("74", "Haute-Savoie"),
    same("75", "Paris"),
    same("76", "Seine-Maritime"),
    same("77", "Seine-et-Marne"),
    same("78", "Yvelines"),
    same("79", "Deux-Sèvres"),
    same("80", "Somme"),
    same("81", "Tarn"),
    same("82", "Tarn-et-Garonne"),
    same("83", "Var"),
    same("84", "Vaucluse"),
    same("85", "Vendée"),
    same("86", "Vienne"),
    same("87", "Haute-Vienne"),
    same("88", "Vosges"),
    same("89", "Yonne"),
    same("90", "Territoire de Belfort"),
    same("91", "Essonne"),
    same("92", "Hauts-de-Seine"),
    same("93", "Seine-Saint-Denis"),
    same("94", "Val-de-Marne"),
    same("95", "Val d'Oise"),
    Department{"971", "9701", "9A", "Guadeloupe"},
    Department{"972", "9702", "9B", "Martinique"},
    Department{"973", "9703", "9C", "Guyane"},
    Department{"974", "9704", "9D", "Réunion"},
    Department{"976", "9805", "9F", "Mayotte"},
    Department{"986", "9806", "9J", "Wallis-et-Futuna"},
};

std::string upper_case(std::string_view text) {
  std::string upper(text);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return upper;
}

}  // namespace

std::string Department::state_label() const {
  return std::string(name) + " (" + std::string(code) + ")";
}

std::span<const Department> departments() { return kDepartments; }

const Department* find_department(std::string_view code) {
  const auto wanted = upper_case(code);
  const auto found = std::ranges::find_if(kDepartments, [&wanted](const Department& department) {
    return department.code == wanted || department.finess_prefix == wanted ||
           department.register_code == wanted;
  });
  if (found != kDepartments.end()) {
    return &*found;
  }
  return wanted.size() == 4 ? department_of_finess(wanted) : nullptr;
}

const Department* department_of_finess(std::string_view finess) {
  const auto found = std::ranges::find_if(kDepartments, [finess](const Department& department) {
    return finess.starts_with(department.finess_prefix);
  });
  return found == kDepartments.end() ? nullptr : &*found;
}

}  // namespace dmp::model
