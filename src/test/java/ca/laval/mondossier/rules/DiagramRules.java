package ca.laval.mondossier.rules;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** What a diagram must look like so that it can be read: all of it drawn, on one page, nothing over anything else. */
public final class DiagramRules {
    /** What a screen shows at 100 %. */
    private static final double WIDTH = 1920;
    private static final double HEIGHT = 1080;
    private static final double NEAR = 2;

    private final BpmnModelInstance model;
    private final List<Shape> shapes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();

    private record Shape(BaseElement element, ModelElementInstance plane, Rectangle2D bounds) {
        String id() {
            return element.getId();
        }
    }

    private record Line(SequenceFlow flow, ModelElementInstance plane, List<Point2D> points) {
        String id() {
            return flow.getId();
        }

        List<Line2D> segments() {
            var segments = new ArrayList<Line2D>();
            for (int i = 1; i < points.size(); i++) segments.add(new Line2D.Double(points.get(i - 1), points.get(i)));
            return segments;
        }
    }

    public DiagramRules(BpmnModelInstance model) {
        this.model = model;
        for (BpmnShape shape : model.getModelElementsByType(BpmnShape.class)) {
            if (shape.getBpmnElement() instanceof FlowNode) {
                var bounds = shape.getBounds();
                shapes.add(new Shape(shape.getBpmnElement(), shape.getParentElement(),
                        new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight())));
            }
        }
        for (BpmnEdge edge : model.getModelElementsByType(BpmnEdge.class)) {
            if (edge.getBpmnElement() instanceof SequenceFlow flow) {
                lines.add(new Line(flow, edge.getParentElement(), edge.getWaypoints().stream()
                        .map(point -> (Point2D) new Point2D.Double(point.getX(), point.getY())).toList()));
            }
        }
    }

    public List<String> notDrawn() {
        var trouble = new ArrayList<String>();
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            long times = shapes.stream().filter(shape -> shape.element().equals(node)).count();
            if (times != 1) trouble.add("%s is drawn %d times".formatted(node.getId(), times));
        }
        for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
            long times = lines.stream().filter(line -> line.flow().equals(flow)).count();
            if (times != 1) trouble.add("%s is drawn %d times".formatted(flow.getId(), times));
        }
        return trouble;
    }

    public List<String> outsideThePage() {
        var trouble = new ArrayList<String>();
        for (BpmnPlane plane : model.getModelElementsByType(BpmnPlane.class)) {
            Rectangle2D drawing = null;
            for (Shape shape : shapes) {
                if (!shape.plane().equals(plane)) continue;
                if (shape.bounds().getMinX() < 0 || shape.bounds().getMinY() < 0) trouble.add(shape.id() + " lies outside the page");
                drawing = drawing == null ? shape.bounds() : drawing.createUnion(shape.bounds());
            }
            for (Line line : lines) {
                if (!line.plane().equals(plane)) continue;
                for (Point2D point : line.points()) {
                    if (point.getX() < 0 || point.getY() < 0) trouble.add(line.id() + " lies outside the page");
                    if (drawing != null) drawing = drawing.createUnion(new Rectangle2D.Double(point.getX(), point.getY(), 0, 0));
                }
            }
            if (drawing != null && (drawing.getWidth() > WIDTH || drawing.getHeight() > HEIGHT)) {
                trouble.add("the diagram of %s is %.0f by %.0f: it does not fit a screen, use a sub-process or a called process"
                        .formatted(plane.getBpmnElement().getId(), drawing.getWidth(), drawing.getHeight()));
            }
        }
        return trouble;
    }

    public List<String> overlapping() {
        var trouble = new ArrayList<String>();
        for (int i = 0; i < shapes.size(); i++) {
            for (int j = i + 1; j < shapes.size(); j++) {
                Shape one = shapes.get(i);
                Shape other = shapes.get(j);
                if (!one.plane().equals(other.plane()) || attached(one, other) || attached(other, one) || !one.bounds().intersects(other.bounds())) continue;
                if (holds(one, other) || holds(other, one)) {
                    if (!one.bounds().contains(other.bounds()) && !other.bounds().contains(one.bounds())) trouble.add("%s sticks out of %s".formatted(one.id(), other.id()));
                } else {
                    trouble.add("%s and %s overlap".formatted(one.id(), other.id()));
                }
            }
        }
        for (Shape shape : shapes) {
            if (shape.element() instanceof BoundaryEvent event) {
                shapes.stream().filter(host -> host.element().equals(event.getAttachedTo()) && !host.bounds().intersects(shape.bounds()))
                        .forEach(host -> trouble.add("%s does not sit on %s".formatted(shape.id(), host.id())));
            }
        }
        return trouble;
    }

    public List<String> flowTrouble() {
        var trouble = new ArrayList<String>();
        for (Line line : lines) {
            if (!touches(line.points().get(0), line.flow().getSource())) trouble.add("%s does not begin at %s".formatted(line.id(), line.flow().getSource().getId()));
            if (!touches(line.points().get(line.points().size() - 1), line.flow().getTarget())) {
                trouble.add("%s does not end at %s".formatted(line.id(), line.flow().getTarget().getId()));
            }
            for (Shape shape : shapes) {
                if (!shape.plane().equals(line.plane()) || shape.element().equals(line.flow().getSource()) || shape.element().equals(line.flow().getTarget())
                        || inside(line.flow(), shape.element())) continue;
                var inner = new Rectangle2D.Double(shape.bounds().getX() + 1, shape.bounds().getY() + 1, shape.bounds().getWidth() - 2, shape.bounds().getHeight() - 2);
                if (line.segments().stream().anyMatch(segment -> segment.intersects(inner))) trouble.add("%s runs through %s".formatted(line.id(), shape.id()));
            }
        }
        for (int i = 0; i < lines.size(); i++) {
            for (int j = i + 1; j < lines.size(); j++) {
                if (lines.get(i).plane().equals(lines.get(j).plane()) && cross(lines.get(i), lines.get(j))) {
                    trouble.add("%s and %s cross".formatted(lines.get(i).id(), lines.get(j).id()));
                }
            }
        }
        return trouble;
    }

    /** Flows may meet where they join or part; crossing means that one gets from one side of the other to its other side. */
    private static boolean cross(Line one, Line other) {
        for (Line2D a : one.segments()) {
            for (Line2D b : other.segments()) {
                if (side(a, b.getP1()) * side(a, b.getP2()) < 0 && side(b, a.getP1()) * side(b, a.getP2()) < 0) return true;
            }
        }
        return false;
    }

    private static double side(Line2D line, Point2D point) {
        double cross = (line.getX2() - line.getX1()) * (point.getY() - line.getY1()) - (line.getY2() - line.getY1()) * (point.getX() - line.getX1());
        return Math.abs(cross) < 1e-6 ? 0 : Math.signum(cross);
    }

    private boolean touches(Point2D point, FlowNode node) {
        return shapes.stream().filter(shape -> shape.element().equals(node)).anyMatch(shape -> new Rectangle2D.Double(shape.bounds().getX() - NEAR,
                shape.bounds().getY() - NEAR, shape.bounds().getWidth() + 2 * NEAR, shape.bounds().getHeight() + 2 * NEAR).contains(point));
    }

    private static boolean attached(Shape event, Shape host) {
        return event.element() instanceof BoundaryEvent boundary && host.element().equals(boundary.getAttachedTo());
    }

    private static boolean holds(Shape outer, Shape inner) {
        return outer.element() instanceof SubProcess && inside(inner.element(), outer.element());
    }

    private static boolean inside(ModelElementInstance element, ModelElementInstance scope) {
        for (var at = element.getParentElement(); at != null; at = at.getParentElement()) {
            if (at.equals(scope)) return true;
        }
        return false;
    }
}
