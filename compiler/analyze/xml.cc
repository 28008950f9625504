// XML expressions: transformXmlExpr and transformXmlSerialize (parse_expr.c).
#include "compiler/analyze/analysis.h"
#include "compiler/analyze/coerce.h"
#include "compiler/type_name.h"

namespace compiler::analyze {
namespace {

struct XmlForm {
  XmlExprOp op;
  const char* word;
};
constexpr XmlForm kForms[] = {{IS_XMLCONCAT, "xmlconcat"}, {IS_XMLELEMENT, "xmlelement"}, {IS_XMLFOREST, "xmlforest"}, {IS_XMLPARSE, "xmlparse"},
                              {IS_XMLPI, "xmlpi"},         {IS_XMLROOT, "xmlroot"},       {IS_DOCUMENT, "is document"}};

const char* Word(XmlExprOp op) {
  for (const XmlForm& form : kForms) {
    if (form.op == op) return form.word;
  }
  return "xml";
}

// What argument `index` of a form must be; kNoType: anything.
TypeId ArgumentType(const KnownTypes& known, XmlExprOp op, int index) {
  switch (op) {
    case IS_XMLCONCAT:
    case IS_DOCUMENT: return known.xml;
    case IS_XMLPARSE: return index == 0 ? known.text : known.boolean;
    case IS_XMLPI: return known.text;
    case IS_XMLROOT: return index == 0 ? known.xml : index == 1 ? known.text : known.int4;
    default: return kNoType;
  }
}

// Attributes and XMLFOREST columns: each with the name it is given or has.
absl::Status AddNamed(const Analysis& analysis, const ::List* named, std::vector<Value>& children) {
  for (int i = 0; i < list_length(named); ++i) {
    const auto& target = *reinterpret_cast<const ResTarget*>(list_nth(named, i));
    std::string name;
    if (target.name != nullptr) name = target.name;
    else if (IsA(target.val, ColumnRef)) name = strVal(list_nth(reinterpret_cast<const ColumnRef*>(target.val)->fields, list_length(reinterpret_cast<const ColumnRef*>(target.val)->fields) - 1));
    else return analysis.Error(target.location, "E0114", "unnamed XML attribute value must be a column reference");
    ASSIGN_OR_RETURN(Value value, Analyze(analysis, target.val));
    std::vector<Value> child;
    child.push_back(UnknownAsText(analysis, std::move(value)));
    children.push_back(analysis.Make(Op::kList, kNoType, std::move(name), std::move(child)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Value> AnalyzeXml(const Analysis& analysis, const XmlExpr& raw) {
  std::string text = Word(raw.op);
  if (raw.name != nullptr) absl::StrAppend(&text, " ", raw.name);
  if (raw.op == IS_XMLPARSE) absl::StrAppend(&text, raw.xmloption == XMLOPTION_DOCUMENT ? " document" : " content");
  std::vector<Value> children;
  RETURN_IF_ERROR(AddNamed(analysis, raw.named_args, children));
  for (int i = 0; i < list_length(raw.args); ++i) {
    ASSIGN_OR_RETURN(Value value, Analyze(analysis, static_cast<const ::Node*>(list_nth(raw.args, i))));
    TypeId wanted = ArgumentType(analysis.known, raw.op, i);
    if (wanted == kNoType) {
      value = UnknownAsText(analysis, std::move(value));
    } else {
      ASSIGN_OR_RETURN(value, CoerceToTarget(analysis, std::move(value), wanted, -1, Coercion::kAssignment, "the XML argument"));
    }
    children.push_back(std::move(value));
  }
  TypeId type = raw.op == IS_DOCUMENT ? analysis.known.boolean : analysis.known.xml;
  return analysis.Make(Op::kXml, type, std::move(text), std::move(children), raw.location);
}

absl::StatusOr<Value> AnalyzeXmlSerialize(const Analysis& analysis, const XmlSerialize& raw) {
  ASSIGN_OR_RETURN(schema::TypeRef type, ResolveTypeName(*raw.typeName, analysis.catalog, analysis.context.base));
  ASSIGN_OR_RETURN(Value argument, Analyze(analysis, raw.expr));
  ASSIGN_OR_RETURN(argument, CoerceToTarget(analysis, std::move(argument), analysis.known.xml, -1, Coercion::kAssignment, "the argument of XMLSERIALIZE"));
  std::string text = absl::StrCat("xmlserialize ", raw.xmloption == XMLOPTION_DOCUMENT ? "document" : "content", raw.indent ? " indent" : "");
  std::vector<Value> children;
  children.push_back(std::move(argument));
  Value value = analysis.Make(Op::kXml, analysis.known.text, std::move(text), std::move(children), raw.location);
  return CoerceToTarget(analysis, std::move(value), analysis.catalog.Id(type), type.typmod, Coercion::kImplicit, "XMLSERIALIZE");
}

}  // namespace compiler::analyze
